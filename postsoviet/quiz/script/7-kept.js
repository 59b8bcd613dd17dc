// What is kept of the questions of a form, and how it comes back into its controls.

const keyFor = (quiz) => quizKey(quiz.dataset.unit) + (quiz.dataset.answers === "hidden" ? ".hidden" : "");

const entryOf = (form, whole) =>
  fitting(whole, form.dataset.question, form.dataset.imprint)
  || { imprint: form.dataset.imprint, version: 0, versions: {} };
const EMPTY = () => ({ fields: {}, tries: [], hint: false, shown: false, open: false, marked: false, right: false });
const keptOf = (entry) => {
  const kept = { ...EMPTY(), ...entry.versions[entry.version] };
  if (!Array.isArray(kept.tries)) kept.tries = [];
  kept.fields = { ...kept.fields };
  return kept;
};

const keep = (quiz, form, change) => {
  const whole = read(keyFor(quiz));
  const entry = entryOf(form, whole);
  entry.version = versionOf(form);
  const kept = keptOf(entry);
  const before = canonical(kept);
  kept.fields = fieldsOf(form);
  if (isGiven(form)) kept.draft = answerOf(form); else delete kept.draft;
  change?.(kept);
  // a fold that is put back as it was is no change, and makes nothing newer
  if (canonical(kept) === before) return;
  kept.at = new Date().toISOString();
  entry.versions[entry.version] = kept;
  whole.questions = { ...whole.questions, [form.dataset.question]: entry };
  write(keyFor(quiz), whole);
};

const fieldsOf = (form) => {
  const fields = {};
  for (const control of form.elements) {
    if (!control.name) continue;
    const name = control.name.slice(form.id.length + 1);
    if (!control.matches("[type=radio], [type=checkbox]")) fields[name] = control.value;
    else if (control.checked) (fields[name] ||= []).push(control.value);
  }
  return fields;
};
const setFields = (form, fields) => {
  for (const control of form.elements) {
    if (!control.name) continue;
    const value = fields[control.name.slice(form.id.length + 1)];
    if (control.matches("[type=radio], [type=checkbox]")) {
      control.checked = Array.isArray(value) && value.includes(control.value);
    } else {
      control.value = typeof value === "string" ? value : "";
      if (control.matches(".pair > select, .blank > select")) spellOut(control);
    }
  }
};

const progressOf = (quiz) => {
  const done = read(PROGRESS)[quiz.dataset.unit];
  return isTable(done) ? done : {};
};
const setProgress = (quiz, change) => {
  const all = read(PROGRESS);
  const done = { ...progressOf(quiz) };
  change(done);
  // a question that the quiz has no more is not counted
  for (const id of Object.keys(done)) if (!quiz.querySelector(`form[id="${CSS.escape(id)}"]`)) delete done[id];
  all[quiz.dataset.unit] = done;
  write(PROGRESS, all);
  document.dispatchEvent(new CustomEvent("progresschange"));
};

// What a quiz asks, as the file of a student needs it.
const askedBy = (quiz) => ({
  unit: quiz.dataset.unit, bank: quiz.dataset.bank,
  questions: Object.fromEntries([...quiz.querySelectorAll("form.question")].map((form) => [form.dataset.question, {
    imprint: form.dataset.imprint,
    parameters: packOf(form)?.versions.map((one) => one.parameters) ?? [JSON.parse(form.dataset.parameters)],
  }])),
});
