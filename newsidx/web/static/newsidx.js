// Every page works without this. With it, an answer follows what is typed, a span of the timeline can be drawn, and
// citations are copied with a button.

"use strict";

document.documentElement.classList.add("js");

const form = document.getElementById("search");
const WAIT = 200; // milliseconds without a key

function address() {
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (value.trim()) asked.append(name, value);
  }
  return `/?${asked}`.replace(/\?$/, "");
}

// The answer as one types

let request = null;
let timer = 0;

async function answer() {
  request?.abort();
  request = new AbortController();
  const { signal } = request;
  const asked = address();
  document.body.classList.add("busy");
  try {
    const response = await fetch(asked, { signal });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const main = page.getElementById("main");
    if (!signal.aborted && main) {
      document.title = page.title;
      const place = document.getElementById("place");
      const answered = page.getElementById("place");
      if (place && answered) {
        place.replaceChildren(...answered.childNodes);
        document.getElementById("answer").replaceWith(page.getElementById("answer"));
      } else {
        document.getElementById("main").replaceChildren(...main.childNodes);
      }
      history.replaceState(null, "", asked);
    }
  } catch (error) {
    if (error.name !== "AbortError") location.assign(asked); // the browser says what is wrong
  } finally {
    if (!signal.aborted) document.body.classList.remove("busy");
  }
}

function follow() {
  clearTimeout(timer);
  timer = setTimeout(answer, WAIT);
}

if (form && location.pathname === "/") {
  form.addEventListener("input", follow);
}

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  request?.abort();
  location.assign(address());
});

// A span of the timeline

let start = null;
let isDrawn = false;

function barAt(x) {
  const bars = [...document.querySelectorAll("#timeline a")];
  return bars.findLast((bar) => bar.getBoundingClientRect().left <= x) ?? bars[0];
}

function take(from, to) {
  const bars = [...document.querySelectorAll("#timeline a")];
  const places = [bars.indexOf(from), bars.indexOf(to)].sort((a, b) => a - b);
  bars.forEach((bar, place) => bar.classList.toggle("taken", places[0] <= place && place <= places[1]));
  return [bars[places[0]], bars[places[1]]];
}

document.addEventListener("pointerdown", (event) => {
  isDrawn = false;
  if (event.button === 0 && event.target.closest("#timeline")) start = { x: event.clientX, bar: barAt(event.clientX) };
});

document.addEventListener("pointermove", (event) => {
  if (start && Math.abs(event.clientX - start.x) > 4) take(start.bar, barAt(event.clientX));
});

document.addEventListener("pointerup", (event) => {
  if (start && Math.abs(event.clientX - start.x) > 4) {
    isDrawn = true;
    const [first, last] = take(start.bar, barAt(event.clientX));
    form.elements.date.value = `${first.dataset.first}..${last.dataset.last}`;
    location.assign(address());
  }
  start = null;
});

document.addEventListener("pointercancel", () => {
  start = null;
});

// Links of the timeline are not to be carried away by the mouse.
document.addEventListener("dragstart", (event) => {
  if (event.target.closest?.("#timeline")) event.preventDefault();
});

// After a span was drawn, the bar under the pointer is not followed too.
document.addEventListener("click", (event) => {
  if (isDrawn && event.target.closest("#timeline")) event.preventDefault();
});

// Citations

if (navigator.clipboard) {
  for (const text of document.querySelectorAll(".copied")) {
    const button = document.createElement("button");
    button.className = "copy";
    button.type = "button";
    const say = (word) => {
      button.textContent = word;
      button.ariaLabel = `${word} ${text.dataset.name}`;
    };
    say("Copy");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text.textContent);
      say("Copied");
    });
    text.before(button);
  }
}
