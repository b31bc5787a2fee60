// The reader's list for a meeting, kept in their own browser: told to their session when the page opens or another tab
// changes it, written when the session has changed it. It is sent nowhere else.
let place = "";      // where: each edition has its list
let session = null;  // the server's session that was told what is kept here
let known = "";      // what was kept when this tab last read or wrote it
let latest = null;   // what the session last said
let refused = false;
let warned = null;   // the session that knows of the refusal

const kept = () => localStorage.getItem(place) ?? "";
const write = (text) => {
  localStorage.setItem(place, text);
  if (!text) localStorage.removeItem(place);
};

function follow() {
  const { data, setTriggerValue } = latest;
  if (place !== data.place) session = null;
  place = data.place;
  const told = session === data.session ? known : "";
  const here = kept();
  if (session !== data.session) write(here);  // a browser that refuses does so now, not when there is something to lose
  session = data.session;
  known = here;
  if (here !== told) setTriggerValue("found", { text: here, pending: data.save && data.list !== told });
  else if (data.save && data.list !== here) {
    write(data.list);
    known = data.list;
  }
}

function attempt() {
  try {
    if (!refused) follow();
  } catch {
    refused = true;
  }
  if (refused && warned !== latest.data.session) {
    warned = latest.data.session;
    latest.setTriggerValue("refused", true);
  }
}

addEventListener("storage", (event) => {
  if (latest && (event.key === place || event.key === null)) attempt();
});

addEventListener("beforeunload", (event) => {
  if (refused && latest?.data.save && latest.data.list) event.preventDefault();
});

export default function keep(component) {
  latest = component;
  attempt();
}
