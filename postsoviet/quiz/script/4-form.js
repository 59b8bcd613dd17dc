// What a question shows: its marks, its key, its version.

const SIGN = { right: "\u2713", part: "\u25d0", wrong: "\u2717" };
const STATES = ["is-right", "is-part", "is-wrong"];
const stateOf = (fraction) => fraction === 1 ? "right" : fraction ? "part" : "wrong";

// The reason is copied with its markup: a number in it can still be asked where it comes from.
const say = (at, state, text, entry, label) => {
  const sign = document.createElement("span");
  sign.className = "sign";
  sign.setAttribute("aria-hidden", "true");
  sign.textContent = SIGN[state] || "";
  const head = document.createElement("strong");
  head.append(...[sign, label && `${label}: `, text].filter(Boolean));
  const reason = entry ? [...entry.querySelector(".why").childNodes].map((node) => node.cloneNode(true)) : [];
  at.replaceChildren(head, ...(reason.length ? [" ", ...reason] : []));
  at.hidden = false;
};

const clear = (form) => {
  form.querySelector(".question-result").textContent = "";
  for (const marked of [form, ...form.querySelectorAll(".is-right, .is-wrong")]) marked.classList.remove(...STATES);
  for (const note of form.querySelectorAll(".note")) {
    note.textContent = "";
    note.hidden = true;
  }
  form.querySelector("[data-again]").hidden = true;
  delete form.dataset.fraction;
};

const show = (form, mark, words) => {
  clear(form);
  const { fraction, parts = [], entry } = mark;
  const result = form.querySelector(".question-result");
  form.querySelector("[data-again]").hidden = fraction === undefined;
  if (fraction === undefined) return say(result, "", mark.words);
  for (const part of parts) {
    const state = part.right ? "right" : "wrong";
    part.row.classList.add(`is-${state}`);
    say(part.note || part.row.querySelector(".note"), state, part.words || words[state], part.entry, part.label);
  }
  const state = fraction === null ? "" : stateOf(fraction);
  if (state) form.classList.add(`is-${state}`);
  say(result, state, mark.words || words[state], entry);
  if (mark.beside && state !== "right") result.append(" ", words.beside);
  form.dataset.fraction = fraction;
  if (fraction === null) selfCheck(form, true);
};

// The list of what a good answer shows, and a sample: only after one's own answer.
const selfCheck = (form, open) => {
  const check = form.querySelector(".self-check");
  if (!check) return;
  check.hidden = !open;
  const sample = keyOf(form).querySelector(".sample").childNodes;
  const shown = open ? [...sample].map((node) => node.cloneNode(true)) : [];
  check.querySelector(".sample-place").replaceChildren(...shown);
};

const showKey = (form, open) => {
  const key = keyOf(form);
  key.hidden = !open;
  key.open = open;
};

// A closed list cuts a long choice off: then it stands below in full, for the eyes alone.
const pen = document.createElement("canvas").getContext("2d");
const spellOut = (list) => {
  const text = list.value && list.selectedOptions[0].textContent;
  const id = `${list.id}-chosen`;
  document.getElementById(id)?.remove();
  const { fontSize, fontFamily } = getComputedStyle(list);
  pen.font = `${fontSize} ${fontFamily}`;
  if (!text || !list.clientWidth || pen.measureText(text).width <= list.clientWidth - 41) return;
  const whole = document.createElement("span");
  whole.id = id;
  whole.className = "chosen";
  whole.setAttribute("aria-hidden", "true");
  const number = list.parentElement.querySelector(".blank-number");
  whole.textContent = number ? `${number.textContent}: ${text}` : text;
  if (list.closest(".pair")) list.after(whole); else document.getElementById(`${list.id}-note`).before(whole);
};

// Only a region that really scrolls is a stop of the keyboard.
const watcher = new ResizeObserver((seen) => {
  for (const { target } of seen) {
    if (target.matches("select")) spellOut(target);
    else if (target.scrollWidth > target.clientWidth + 1) target.tabIndex = 0; else target.removeAttribute("tabindex");
  }
});
const watch = (form) => {
  const watched = ".table-scroll, .question-picture, .pair > select, .blank > select";
  for (const region of form.querySelectorAll(watched)) watcher.observe(region);
};

const PARTS = ["asked", "hint", "self-check", "answer-key"];
const firsts = new WeakMap();
const packOf = (form) => {
  const pack = form.querySelector("script.versions");
  if (pack?.type !== "text/plain") return pack && JSON.parse(pack.textContent);
  // the site writes the fixed parts as they are, behind the first line: see book/_ext/course_outputs/lighter.py
  const end = pack.textContent.indexOf("\n");
  const fixed = pack.textContent.slice(end + 1).replaceAll("\uf8fe", "").split("\uf8ff");
  return { ...JSON.parse(pack.textContent.slice(0, end)), fixed };
};
const versionOf = (form) => Number(form.dataset.version || 0);

const rebuild = (form, version) => {
  const pack = packOf(form);
  if (!pack || !pack.versions[version]) return;
  clear(form);
  if (!firsts.has(form)) firsts.set(form, PARTS.map((name) => form.querySelector(`.${name}`)?.cloneNode(true)));
  const { parameters, pieces } = pack.versions[version];
  const template = document.createElement("template");
  // the first version stands as the page had it, with the numbers that can be asked
  if (version === 0) template.content.append(...firsts.get(form).filter(Boolean).map((part) => part.cloneNode(true)));
  else template.innerHTML = pack.fixed.map((text, at) => (at ? pieces[pack.slots[at - 1]] : "") + text).join("");
  const picture = form.querySelector(".question-picture");
  for (const name of PARTS) {
    const fresh = template.content.querySelector(`.${name}`);
    if (fresh) form.querySelector(`.${name}`).replaceWith(fresh);
  }
  form.querySelector(".question-picture")?.replaceWith(picture);
  form.dataset.version = version;
  form.dataset.parameters = JSON.stringify(parameters);
  showKey(form, false);
  watch(form);
};
