// The forms under check cells. The data of a unit are loaded when its first form comes near, or is used.

const checks = [...document.querySelectorAll("form.exercise-check")];
const unitOf = (form) => form.dataset.exercise.slice(0, 2);
const controlsOf = (form) => [...form.querySelectorAll("input, select")];
const boxOf = (form) => form.parentElement.querySelector(".check");

// A script, not a request: a page that was opened from a folder may load nothing else.
const sources = {};
// as page.py turns it
const turned = (text) =>
  text.replace(/[!-~]/g, (sign) => String.fromCharCode(33 + (sign.charCodeAt(0) - 33 + 47) % 94));
const exerciseOf = async (form) => {
  const { source, exercise } = form.dataset;
  const data = await (sources[source] ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = source;
    script.onload = () => resolve(JSON.parse(turned(globalThis.courseChecks)));
    script.onerror = () => {
      delete sources[source];
      script.remove();
      reject(new Error("no data"));
    };
    document.head.append(script);
  }));
  return data[exercise];
};

// -- what was answered -------------------------------------------------------------------------

// Of each place what it may mean: a text such as "1,234" can be read as two numbers.
const readingsOf = (control) => control.value.trim() ? readings(control.value) : [null];
const meanings = (form) => {
  const controls = controlsOf(form);
  if (form.dataset.kind === "names") {
    const ticked = controls.filter((control) => control.checked).map((control) => Number(control.value));
    return [ticked];
  }
  const places = controls.map((control) => control.matches("select") ? [place(control)] : readingsOf(control));
  return places.reduce((whole, found) => whole.flatMap((some) => found.map((one) => [...some, one])), [[]]);
};
const place = (control) => control.value === "" ? null : Number(control.value);

const fieldsOf = (form) =>
  controlsOf(form).map((control) => control.matches("[type=checkbox]") ? control.checked : control.value);
const setFields = (form, fields) => controlsOf(form).forEach((control, at) => {
  if (control.matches("[type=checkbox]")) control.checked = fields[at] === true;
  else if (typeof fields[at] === "string") control.value = fields[at];
});

// -- what is said ------------------------------------------------------------------------------

const LOOKS = { open: "check-open", wrong: "check-miss", right: "check-pass" };
const say = (form, { state, said }) => {
  const line = document.createElement("p");
  line.textContent = said;
  boxOf(form).classList.remove(...Object.values(LOOKS));
  boxOf(form).classList.add(LOOKS[state]);
  boxOf(form).replaceChildren(line);
};

const unreadable = (form) => {
  let first = null;
  for (const control of controlsOf(form)) {
    const unread = control.matches("[type=text]") && !readingsOf(control).length;
    if (unread) control.setAttribute("aria-invalid", "true"); else control.removeAttribute("aria-invalid");
    if (unread) first ??= control;
  }
  return first;
};

const tick = (form) => {
  const box = form.closest("section").querySelector(".exercise-tick input");
  if (!box || box.checked) return;
  box.checked = true;
  box.dispatchEvent(new Event("change"));
};

const verdictOf = async (form) => {
  const unread = unreadable(form);
  if (unread) {
    unread.focus();
    return { state: "wrong", said: fill(words.form_unreadable, { text: unread.value.trim().slice(0, 40) }) };
  }
  let exercise;
  try { exercise = await exerciseOf(form); } catch { return { state: "open", said: words.form_unloaded }; }
  const verdicts = meanings(form).map((places) => judge(exercise, places));
  return verdicts.reduce((best, one) => one.rank < best.rank ? one : best);
};

// -- what is kept ------------------------------------------------------------------------------

const keepAnswer = (form, verdict = {}) => {
  const all = read(ANSWERED), { exercise, imprint } = form.dataset;
  const kept = { imprint, fields: fieldsOf(form), state: verdict.state, said: verdict.said };
  write(ANSWERED, { ...all, [unitOf(form)]: { ...all[unitOf(form)], [exercise]: kept } });
};
const bringBack = (form) => {
  const kept = read(ANSWERED)[unitOf(form)]?.[form.dataset.exercise];
  // an exercise that asks for something else now starts anew
  if (kept?.imprint !== form.dataset.imprint || !Array.isArray(kept.fields)) return;
  setFields(form, kept.fields);
  if (Object.hasOwn(LOOKS, kept.state) && typeof kept.said === "string") say(form, kept);
};

const watcher = new IntersectionObserver((seen) => {
  if (!seen.some((one) => one.isIntersecting)) return;
  watcher.disconnect();
  exerciseOf(checks[0]).catch(() => { /* said when it is asked for */ });
}, { rootMargin: "800px" });

for (const form of checks) {
  bringBack(form);
  watcher.observe(form);
  form.addEventListener("change", () => keepAnswer(form));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const verdict = await verdictOf(form);
    say(form, verdict);
    keepAnswer(form, verdict);
    if (verdict.state === "right") tick(form);
  });
}
