// Streamlit has no translations: this puts its own words into French, whenever its page prints or renames one.
// Only texts and labels that equal an entry are touched, so nothing we write ourselves can change.
// Two more things that only the browser can mend stand first: the server's address, and the Back button.
"use strict";

// The server is at the root of the site: without this, a deep link first looks for it under the page's own address.
window.__streamlit = { BACKEND_BASE_URL: window.location.origin };

// A workshop's secret stands after « # », which no request carries. Streamlit reads the query alone: the secret is put
// there without a request, and the page takes it out at once (pages/agir/parts/atelier_door.py).
(() => {
  const give = () => {
    const found = /^#(cle|lecteur)=([\w-]{22,64})$/.exec(location.hash);
    if (!found) return false;
    const address = new URL(location.href);
    address.hash = "";
    address.searchParams.set(found[1], found[2]);
    history.replaceState(history.state, "", address);
    return true;
  };
  give();
  addEventListener("hashchange", () => { if (give()) dispatchEvent(new PopStateEvent("popstate", {state: {}})); });
})();

// One action of the reader, one entry of the history. Streamlit pushes an entry at each write of the address: a
// click on a figure first pushed the next page's codes on the page being left, and a menu pushed a page without its
// codes, then with them. What follows the first push of an action replaces it. So does what only changes the list of
// a meeting or opens a panel: Back leaves the page then, and undoes neither.
(() => {
  const QUIET = ["vues", "ouverts"];
  const push = history.pushState.bind(history);
  let acted = false;
  let followed = false;  // a link of ours, which the page takes for Back
  const act = () => { acted = true; };
  addEventListener("pointerdown", act, true);
  addEventListener("keydown", act, true);
  addEventListener("click", (event) => { if (event.detail === 0) act(); }, true);  // a screen reader's
  const loud = (address) => {
    const url = new URL(address ?? "", location.href);
    for (const name of [...QUIET, "retour"]) url.searchParams.delete(name);
    url.searchParams.sort();
    return url.href;
  };
  history.pushState = (...entry) => {
    const quiet = loud(entry[2]) === loud(location.href);
    if (acted && !quiet) push(...entry);
    else history.replaceState(...entry);
    acted = acted && quiet;
  };
  // Back and Forward open an address as it was: a choice that it does not hold is not to be kept from the page left.
  // The server cannot tell them from a menu, so it is told (« retour »), and takes the word out again.
  addEventListener("popstate", () => {
    acted = false;
    if (location.hash || followed) return;
    const address = new URL(location.href);
    address.searchParams.set("retour", "oui");
    history.replaceState(history.state, "", address);
  }, true);
  // A link of ours to another view stays in the page's session, as Streamlit's own menu does: nothing is loaded again.
  addEventListener("click", (event) => {
    const link = event.target.closest?.("a.here");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const address = link.href.baseVal ?? link.href;
    push({}, "", new URL(address, location.href));
    followed = true;
    dispatchEvent(new PopStateEvent("popstate", {state: {}}));
    followed = false;
  });
  // Streamlit follows the machine's theme at once; the figures that the server drew in the other one are drawn again.
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => setTimeout(() => {
    followed = true;
    dispatchEvent(new PopStateEvent("popstate", {state: {}}));
    followed = false;
  }, 300));
  // While projecting: arrows go to the next view, Escape leaves.
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea")) return;
    document.querySelector(`a[data-key="${CSS.escape(event.key)}"]`)?.click();
  });
  // On a telephone, or at 200 %, the menu covers the page: it closes on what it leads to.
  addEventListener("click", (event) => {
    if (!event.target.closest?.('[data-testid="stSidebarNavLink"]')) return;
    setTimeout(() => document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click());
  });
  // « Copier le lien »: the address as it stands now.
  addEventListener("click", async (event) => {
    const link = event.target.closest?.("a.copy");
    if (!link) return;
    event.preventDefault();
    await navigator.clipboard.writeText(location.href);
    const words = link.textContent;
    link.textContent = "Lien copié";
    setTimeout(() => { link.textContent = words; }, 2500);
  });
})();

// A list finds a name as it is typed: « ile », « cote d azur », « hauts de france ». Streamlit compares to the letter,
// so what is typed takes the accents, hyphens and capitals of the name that it begins, or is part of.
(() => {
  const folded = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[-’' ]/g, " ");
  const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
  addEventListener("input", (event) => {
    const field = event.target;
    if (!event.isTrusted || field.getAttribute?.("role") !== "combobox" || event.inputType?.startsWith("delete")) return;
    const typed = folded(field.value);
    if (!typed.trim()) return;
    const names = [...document.querySelectorAll("#names option")].map((option) => option.textContent);
    const found = names.map((name) => [name, folded(name).indexOf(typed)]).filter(([, at]) => at >= 0);
    if (!found.length || found.some(([name, at]) => name.substr(at, typed.length) === field.value)) return;
    const [name, at] = found.sort((one, other) => one[1] - other[1])[0];
    write.call(field, name.substr(at, typed.length));
    field.dispatchEvent(new Event("input", {bubbles: true}));
  });
})();

(() => {
  const FRENCH = new Map(Object.entries({
    // Frame and menus
    "Main menu": "Menu principal",
    "App pages": "Pages du site",
    "Sidebar": "Panneau latéral",
    "Expand sidebar": "Ouvrir le panneau latéral",
    "Collapse sidebar": "Fermer le panneau latéral",
    "Navigate to home page": "Aller à l’accueil",
    "Skip to main content": "Aller au contenu principal",
    "Logo": "Fragilités des territoires, Observatoire des partenariats, Le RAMEAU",
    "App Logo": "Fragilités des territoires, Observatoire des partenariats, Le RAMEAU",
    "View less": "Voir moins",
    "Rerun": "Actualiser",
    "Auto rerun": "Actualisation automatique",
    "Always rerun": "Toujours actualiser",
    "Clear cache": "Vider le cache",
    "Print": "Imprimer",
    "Record a screencast": "Enregistrer l’écran",
    "About": "À propos",
    "Get help": "Aide",
    "Report a bug": "Signaler un problème",
    "Settings": "Réglages",
    "Theme": "Thème",
    "Light": "Clair",
    "Dark": "Sombre",
    "System": "Système",
    "Help": "Aide",
    "Close": "Fermer",
    "Dismiss": "Fermer",
    "Cancel": "Annuler",
    "Copy version to clipboard": "Copier le numéro de version",
    "Made with Streamlit v": "Réalisé avec Streamlit v",
    "Learn more": "En savoir plus",
    "Notifications": "Notifications",
    "Scroll tabs left": "Onglets précédents",
    "Scroll tabs right": "Onglets suivants",
    "Link to heading": "Lien vers ce titre",
    "Button action menu": "Menu d’actions",
    // State of the page and of the connection
    "Running...": "Calcul en cours…",
    "Stopping...": "Arrêt en cours…",
    "Loading...": "Chargement…",
    "Stop": "Arrêter",
    "Stop script": "Arrêter",
    "Connecting": "Connexion…",
    "Connecting to Streamlit server": "Connexion au serveur",
    "Error": "Erreur",
    "Unable to connect to Streamlit server": "Le serveur ne répond pas",
    "Connection error": "Erreur de connexion",
    "Connection timed out.": "Le serveur n’a pas répondu à temps.",
    "Connection lost. Please wait for the app to reconnect, then try again.":
      "La connexion est interrompue. Attendez qu’elle revienne, puis réessayez.",
    "Streamlit server is not responding. Are you connected to the internet?":
      "Le serveur ne répond pas. Êtes-vous connecté à internet ?",
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:":
      "Le serveur semble arrêté. S’il tourne sur cet ordinateur, relancez-le dans le terminal :",
    "Network Error": "Erreur du réseau",
    "Unknown Error": "Erreur inconnue",
    "Unknown error": "Erreur inconnue",
    "Bad message format": "Message illisible",
    "Page not found": "Page introuvable",
    "The page that you have requested does not seem to exist. Running the app's main page.":
      "Cette page n’existe pas. Voici la page d’accueil.",
    "This app has encountered an error. The original error message is redacted to prevent data leaks. Full error details have been recorded in the logs (if you're on Streamlit Cloud, click on 'Manage app' in the lower right of your app).":
      "Cette page n’a pas pu s’afficher. Le détail est consigné pour les responsables du site.",
    "Script execution error": "Erreur pendant le calcul de la page",
    "An error has occurred, please try again.": "Une erreur s’est produite, réessayez.",
    "Try again": "Réessayer",
    "Download failed": "Le téléchargement a échoué",
    "Failed to generate file for download": "Le téléchargement a échoué",
    // Fields
    "Press Enter to apply": "Entrée pour valider",
    "Press Enter to submit form": "Entrée pour envoyer",
    "Press Enter to submit": "Entrée pour envoyer",
    "Press ⌘+Enter to apply": "⌘ + Entrée pour valider",
    "Press Ctrl+Enter to apply": "Ctrl + Entrée pour valider",
    "Choose an option": "Choisissez une option",
    "Choose options": "Choisissez des options",
    "Select...": "Choisir…",
    "Select all": "Tout choisir",
    "Make a selection": "Faites un choix",
    "No results": "Aucun résultat",
    "No options": "Aucune option",
    "No options to select": "Aucune option",
    "No options to select.": "Aucune option.",
    "Selectbox": "Liste de choix",
    "Selectbox options": "Options de la liste",
    "Multiselect": "Liste à choix multiples",
    "Multiselect options": "Options de la liste",
    "Selected values": "Choix retenus",
    "Open": "Ouvrir",
    "Clear all": "Tout effacer",
    "Clear value": "Effacer",
    "Clear entry": "Effacer",
    "Clear selection": "Effacer la sélection",
    "Increment": "Augmenter",
    "Decrement": "Diminuer",
    "Invalid input.": "Saisie non valable.",
    "Pagination": "Pagination",
    "Previous page": "Page précédente",
    "Next page": "Page suivante",
    "Copy": "Copier",
    "Copied": "Copié",
    "Copied!": "Copié !",
    "Copy to clipboard": "Copier",
    "Upload": "Choisir un fichier",
    "Add files": "Ajouter des fichiers",
    "Drag and drop a file here": "Glissez un fichier ici",
    "Drag and drop files here": "Glissez des fichiers ici",
    "1MB per file": "1\u202fMo au plus",
    "2MB per file": "2\u202fMo au plus",
    "Upload failed": "L’envoi a échoué",
    "Too many files": "Trop de fichiers",
    // Tables
    "Fullscreen": "Plein écran",
    "Close fullscreen": "Quitter le plein écran",
    "Toggle fullscreen": "Plein écran",
    "Exit fullscreen": "Quitter le plein écran",
    "Download as CSV": "Télécharger en CSV",
    "Download as PNG": "Télécharger en PNG",
    "Show data": "Voir les données",
    "Show chart": "Voir le graphique",
    "Search": "Rechercher",
    "Close Search": "Fermer la recherche",
    "Previous Result": "Résultat précédent",
    "Next Result": "Résultat suivant",
    "Type to search": "Rechercher",
    "Show/hide columns": "Choisir les colonnes",
    "Dataframe column menu": "Menu de la colonne",
    "Copy column name": "Copier le nom de la colonne",
    "Sort ascending": "Tri croissant",
    "Sort descending": "Tri décroissant",
    "Format": "Format",
    "Automatic": "Automatique",
    "Localized": "Format local",
    "Plain": "Brut",
    "Compact": "Abrégé",
    "Scientific": "Scientifique",
    "Accounting": "Comptable",
    "Percent": "Pourcentage",
    "Dollar": "Dollar",
    "Yen": "Yen",
    "Statistics": "Statistiques",
    "Autosize": "Ajuster la largeur",
    "Pin column": "Figer la colonne",
    "Unpin column": "Libérer la colonne",
    "Hide column": "Masquer la colonne",
    "Values": "Valeurs",
    "Empty": "Vides",
    "Distinct": "Distinctes",
    "Average": "Moyenne",
    "Median": "Médiane",
    "Minimum": "Minimum",
    "Maximum": "Maximum",
    "Sum": "Somme",
    "Standard deviation": "Écart type",
    "25th percentile": "1er quartile",
    "75th percentile": "3e quartile",
    "Minimum length": "Longueur minimale",
    "Maximum length": "Longueur maximale",
    "Average length": "Longueur moyenne",
    "Top values frequency chart": "Valeurs les plus fréquentes",
    "Scrollable table": "Tableau à faire défiler",
    "No data": "Aucune donnée",
    // Charts and maps
    "Download plot as a PNG": "Télécharger l’image (PNG)",
    "Download plot": "Télécharger l’image",
    "Download plot as JSON": "Télécharger la description (JSON)",
    "Zoom": "Zoom sur une zone",
    "Zoom In": "Agrandir",
    "Zoom Out": "Réduire",
    "Map": "Carte",
    "Zoom in": "Agrandir",
    "Zoom out": "Réduire",
    "Pan": "Déplacer",
    "Autoscale": "Ajuster l’échelle",
    "Reset": "Vue initiale",
    "Reset axes": "Vue initiale",
    "Reset view": "Vue initiale",
    "Reset views": "Vue initiale",
    "Box Select": "Choisir dans un cadre",
    "Lasso Select": "Choisir au lasso",
    "Toggle Spike Lines": "Lignes de repère",
    "Show closest data on hover": "Au survol : la valeur la plus proche",
    "Compare data on hover": "Au survol : comparer les valeurs",
    "Toggle show closest data on hover": "Au survol : la valeur la plus proche",
    "Double-click to zoom back out": "Double-cliquez pour revenir",
    "Toggle attribution": "Mentions",
    "Find My Location": "Ma position",
    "Close popup": "Fermer",
  }));

  // Labels that carry a name of ours: the head is translated, the name kept.
  const PATTERNS = [
    [/^Help for (.+)$/, "Aide : $1"],
    [/^Remove (.+)$/, "Retirer $1"],
    [/^Page (\d+)$/, "Page $1"],
    [/^View (\d+) more$/, "Voir $1 de plus"],
    [/^(\d+) more$/, "Autres pages ($1)"],
    [/^(\d+) results?$/, "Résultats : $1"],
    [/^You can only select up to (\d+) options?\. Remove an option first\.$/,
      "$1 choix au plus : retirez-en un d’abord."],
  ];
  const ATTRIBUTES = ["aria-label", "title", "placeholder", "data-title", "alt"];

  const french = (text) => {
    const words = text.trim();
    if (words.length < 3 || words.length > 3000) return text;
    const known = FRENCH.get(words);
    if (known !== undefined) return text.replace(words, known);
    for (const [pattern, replacement] of PATTERNS) {
      if (pattern.test(words)) return words.replace(pattern, replacement);
    }
    // Toolbar buttons are named « Fullscreen: title of the table ».
    const colon = words.indexOf(": ");
    const head = colon > 0 ? FRENCH.get(words.slice(0, colon)) : undefined;
    return head === undefined ? text : `${head} : ${words.slice(colon + 2)}`;
  };

  const translateText = (node) => {
    const translated = french(node.data);
    if (translated !== node.data) node.data = translated;
  };

  const translateAttribute = (element, name) => {
    const value = element.getAttribute(name);
    if (value === null) return;
    const translated = french(value);
    if (translated !== value) element.setAttribute(name, translated);
  };

  const translateTree = (root) => {
    if (root.nodeType === Node.TEXT_NODE) return translateText(root);
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = root; node !== null; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) translateText(node);
      else for (const name of ATTRIBUTES) translateAttribute(node, name);
    }
  };

  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "characterData") translateText(change.target);
      else if (change.type === "attributes") translateAttribute(change.target, change.attributeName);
      else change.addedNodes.forEach(translateTree);
    }
  }).observe(document.documentElement, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES,
  });
})();
