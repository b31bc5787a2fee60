// The ballot page, helped: what is left to share, and a ballot written without a network, kept here until it is sent.
// For old phones too: no module, no arrow, no promise. Without this script, the form is sent as any form.
(function () {
  "use strict";
  var FIRST_WAIT = 2000, LONGEST_WAIT = 30000;
  var place = document.getElementById("vote");
  if (!place) return;
  var address = place.getAttribute("data-address"), MOST = +place.getAttribute("data-most");
  var key = "observatoire.bulletin." + address;
  var told = document.getElementById("etat");
  var isForm = place.nodeName === "FORM";
  var wait = FIRST_WAIT, timer = null, sending = false, held = null;

  function kept() {
    try {
      var text = window.localStorage.getItem(key);
      if (text) held = JSON.parse(text);
    } catch (refused) { /* this browser keeps nothing: the ballot is held by this page */ }
    return held;
  }

  function keep(waiting) {
    held = waiting;
    try {
      if (waiting) window.localStorage.setItem(key, JSON.stringify(waiting));
      else window.localStorage.removeItem(key);
    } catch (refused) { /* as above */ }
  }

  function say(title, text) {
    told.textContent = "";
    var strong = document.createElement("strong");
    strong.textContent = title;
    told.appendChild(strong);
    told.appendChild(document.createTextNode(text));
    if (told.scrollIntoView) told.scrollIntoView({ block: "center" });
  }

  function complain(messages) {
    var faults = document.getElementById("faults");
    if (!faults) return say("Non enregistré", messages.join(" "));
    told.textContent = faults.textContent = "";
    var list = document.createElement("ul");
    for (var i = 0; i < messages.length; i++) {
      var item = document.createElement("li");
      item.textContent = messages[i];
      list.appendChild(item);
    }
    var first = document.createElement("p");
    first.textContent = "Votre bulletin n’est pas enregistré\u00a0:";
    faults.appendChild(first);
    faults.appendChild(list);
    faults.hidden = false;
    faults.scrollIntoView();
  }

  function later() {
    say("En attente", "Votre bulletin est gardé dans ce téléphone. Il partira dès que le réseau revient\u202f: laissez cette page ouverte, ou revenez-y.");
    clearTimeout(timer);
    timer = setTimeout(send, wait);
    wait = Math.min(2 * wait, LONGEST_WAIT);
  }

  function answered(request, sent) {
    sending = false;
    var answer = null;
    try { answer = JSON.parse(request.responseText); } catch (other) { answer = null; }
    var again = request.status === 0 || request.status === 408 || request.status === 429 || request.status >= 500;
    if (again || !answer) return later();
    wait = FIRST_WAIT;
    clearTimeout(timer);
    if (held && held.ballot.ballot_id === sent) keep(null);
    if (answer.status === "recorded") {
      say("Enregistré", answer.message);
      if (isForm) document.getElementById("faults").hidden = true;
    } else complain(answer.messages || []);
    if (kept()) send();
  }

  function send() {
    var waiting = kept();
    if (!waiting || sending) return;
    sending = true;
    var request = new XMLHttpRequest(), sent = waiting.ballot.ballot_id;
    waiting.ballot.waited = Math.max(0, new Date().getTime() - waiting.at);
    request.open("POST", address);
    request.setRequestHeader("Content-Type", "application/json");
    request.timeout = 20000;
    request.onload = function () { answered(request, sent); };
    request.onerror = request.ontimeout = function () { sending = false; later(); };
    request.send(JSON.stringify(waiting.ballot));
  }

  function identifier() {
    var bytes = new Uint8Array(16), text = "";
    window.crypto.getRandomValues(bytes);
    for (var i = 0; i < bytes.length; i++) text += ("0" + bytes[i].toString(16)).slice(-2);
    return text;
  }

  function written() {
    var ballot = { points: {}, opinions: {}, ballot_id: identifier() };
    for (var i = 0; i < place.elements.length; i++) {
      var field = place.elements[i], name = field.name;
      if (!name || name === "ballot_id" || (field.type === "radio" && !field.checked) || field.value === "") continue;
      if (name.indexOf("points.") === 0) { if (+field.value) ballot.points[name.slice(7)] = +field.value; }
      else if (name.indexOf("opinion.") === 0) ballot.opinions[name.slice(8)] = field.value;
      else ballot[name] = field.value;
    }
    return ballot;
  }

  function shared(points) {
    var total = 0;
    for (var domain in points) total += points[domain];
    return total;
  }

  function count() {
    var left = MOST - shared(written().points), line = document.getElementById("left");
    line.hidden = false;
    line.textContent = left < 0
      ? "Trop de points\u00a0: retirez-en " + -left + "."
      : left === 0 ? "Tous vos points sont partagés."
      : "Il vous reste " + left + (left > 1 ? " points." : " point.");
  }

  if (isForm && window.crypto && window.crypto.getRandomValues && window.JSON) {
    place.addEventListener("change", count);
    count();
    place.addEventListener("submit", function (event) {
      event.preventDefault();
      var ballot = written(), total = shared(ballot.points), faults = [];
      if (!ballot.actor) faults.push("Dites qui vous êtes.");
      if (total > MOST) faults.push("Vous avez " + MOST + " points à partager\u202f; votre bulletin en donne " + total + ".");
      if (total === 0) faults.push("Votre bulletin ne donne aucun point\u00a0: donnez-en au moins un.");
      if (faults.length) return complain(faults);
      document.getElementById("faults").hidden = true;
      keep({ ballot: ballot, at: new Date().getTime() });
      wait = FIRST_WAIT;
      say("En attente", "Envoi en cours…");
      send();
    });
  }
  window.addEventListener("online", function () { wait = FIRST_WAIT; send(); });
  document.addEventListener("visibilitychange", function () { if (!document.hidden) send(); });
  send();
})();
