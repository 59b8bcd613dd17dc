// Binds every quiz of the page, once. Events are heard by the quiz, so that a question may be rebuilt.

const bind = (quiz) => {
  quiz.dataset.bound = "yes";
  const words = JSON.parse(quiz.querySelector(".quiz-words").textContent);
  const forms = [...quiz.querySelectorAll("form.question")];
  const hidden = quiz.dataset.answers === "hidden";
  const end = quiz.querySelector(".quiz-end");
  const said = quiz.querySelector(".quiz-said");
  const clock = new Map();

  const score = () => {
    const done = hidden
      ? forms.filter(isGiven).length
      : forms.filter((form) => progressOf(quiz)[form.id]).length;
    const text = fill(hidden ? words.answered : words.score, { done, all: forms.length });
    const label = quiz.querySelector(".quiz-score");
    if (label.textContent !== text) label.textContent = text;
    quiz.querySelector("progress").value = done;
  };
  // said once, when the first answer cannot be kept
  const tell = () => {
    const note = quiz.querySelector(".quiz-unkept");
    if (broken && !note.textContent) note.textContent = words.unkept;
  };

  // A try is a new answer; the same answer checked again is not.
  const noteTry = (form, right) => keep(quiz, form, (kept) => {
    const answer = answerOf(form);
    const now = Date.now();
    const seconds = Math.round((now - (clock.get(form) ?? now)) / 1000);
    const last = kept.tries.at(-1);
    kept.right ||= right;
    kept.marked = !hidden;
    clock.set(form, now);
    if (last && canonical(last.answer) === canonical(answer)) return;
    // ticks of the rubric belong to the answer that they read
    if (last && last.answer && last.answer.ticked && last.answer.text === answer.text) last.answer = answer;
    else kept.tries.push({ at: new Date(now).toISOString(), seconds, answer });
  });

  const check = (form) => {
    const mark = markOf(form, words);
    show(form, mark, words);
    // notes that grow above may push what is said out of sight
    form.querySelector(".question-result").scrollIntoView({ block: "nearest" });
    if (mark.fraction === undefined) return;
    // an open answer is done once it was compared with its sample
    const done = mark.fraction === 1 || mark.fraction === null;
    noteTry(form, done);
    if (done) setProgress(quiz, (all) => { all[form.id] = true; });
    score();
  };

  const again = (form) => {
    const kind = form.dataset.type;
    const whole = ["number", "text", "open"].includes(kind), parts = ["ordering", "matching", "blanks"].includes(kind);
    for (const control of form.elements) {
      // what was right of several parts, and what was written, stays for mending
      if (!control.name || whole || (parts && control.closest(".is-right"))) continue;
      if (control.matches("[type=radio], [type=checkbox]")) control.checked = false; else control.value = "";
      if (control.matches(".pair > select, .blank > select")) spellOut(control);
    }
    const first = (parts && form.querySelector(".asked .is-wrong :is(input, select)"))
      || form.querySelector(".asked :is(input, select, textarea)");
    clear(form);
    selfCheck(form, false);
    showKey(form, false);
    keep(quiz, form, (kept) => { kept.open = kept.marked = false; });
    first.focus();
    if (first.matches("[type=text]")) first.select();
  };

  // Puts back what was left: fields, hint, key, and the marks of an answer that was not changed since.
  const restore = (form) => {
    const entry = entryOf(form, read(keyFor(quiz)));
    if (entry.version !== versionOf(form) && !hidden) rebuild(form, entry.version);
    const kept = keptOf(entry);
    setFields(form, kept.fields);
    if (hidden) return;
    const hint = form.querySelector(".hint");
    if (hint) hint.open = kept.hint;
    showKey(form, kept.open);
    if (kept.marked) show(form, markOf(form, words), words);
  };

  const showKept = (form) => {
    if (!hidden) {
      clear(form);
      selfCheck(form, false);
    }
    restore(form);
  };

  const renew = (form) => {
    keep(quiz, form);
    const next = (versionOf(form) + 1) % packOf(form).versions.length;
    rebuild(form, next);
    const whole = read(keyFor(quiz));
    const entry = entryOf(form, whole);
    entry.version = next;
    write(keyFor(quiz), { ...whole, questions: { ...whole.questions, [form.dataset.question]: entry } });
    restore(form);
    clock.set(form, Date.now());
    if (!form.querySelector(".question-result").textContent) {
      say(form.querySelector(".question-result"), "", words.said_new);
    }
    form.querySelector("legend").focus();
  };

  const save = () => {
    for (const form of forms.filter(isGiven)) keepUnchecked(form);
    const result = resultOf(askedBy(quiz), read(keyFor(quiz)), quiz.querySelector(".student").value);
    const file = `quiz-${quiz.dataset.unit}-answers.json`;
    download(file, `${canonical(result)}\n`);
    said.textContent = fill(words.saved, { file, done: Object.keys(result.answers).length, all: forms.length });
  };
  // What was typed and never checked is handed in, too; it stays unmarked on the page.
  const keepUnchecked = (form) => {
    const marked = keptOf(entryOf(form, read(keyFor(quiz)))).marked;
    noteTry(form, !hidden && markOf(form, words).fraction === 1);
    keep(quiz, form, (kept) => { kept.marked = marked; });
  };

  const ask = (open) => {
    quiz.querySelector("[data-reset]").hidden = open;
    quiz.querySelector(".confirm").hidden = !open;
    quiz.querySelector(open ? "[data-reset-no]" : "[data-reset]").focus();
    said.textContent = "";
  };
  const reset = () => {
    write(keyFor(quiz), {});
    if (!hidden) setProgress(quiz, (done) => { for (const id of Object.keys(done)) delete done[id]; });
    quiz.querySelector(".student").value = "";
    clock.clear();
    forms.forEach(showKept);
    ask(false);
    said.textContent = words.removed;
    score();
  };

  const CLICKS = {
    again, new: renew, save, reset: () => ask(true), resetNo: () => ask(false), resetYes: reset,
    show(form) {
      showKey(form, true);
      keep(quiz, form, (kept) => { kept.open = kept.shown = true; });
      keyOf(form).querySelector("summary").focus();
    },
  };
  quiz.addEventListener("click", (event) => {
    const button = event.target.closest("button[type=button]");
    if (!button) return;
    const name = Object.keys(button.dataset)[0];
    if (name in CLICKS) CLICKS[name](button.closest("form"));
  });
  quiz.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!hidden) check(event.target);
  });
  quiz.addEventListener("input", (event) => {
    if (event.target.matches(".student")) {
      write(keyFor(quiz), { ...read(keyFor(quiz)), student: event.target.value });
      return;
    }
    const form = event.target.form;
    if (event.target.matches(".pair > select, .blank > select")) spellOut(event.target);
    if (event.target.name === `${form.id}-tick`) { noteTry(form, true); return; }
    // marks are of the answer that was checked, not of this one
    if (!hidden && form.querySelector(".question-result").textContent) clear(form);
    if (!hidden) selfCheck(form, false);
    keep(quiz, form, (kept) => { kept.marked = false; });
    if (hidden) score();
  });
  quiz.addEventListener("focusin", (event) => {
    const form = event.target.closest("form");
    if (form && !clock.has(form)) clock.set(form, Date.now());
  });
  // the events of folds do not rise
  quiz.addEventListener("toggle", (event) => {
    const form = event.target.closest("form"), fold = event.target;
    if (fold.matches(".hint")) keep(quiz, form, (kept) => { kept.hint ||= fold.open; });
    if (fold.matches(".answer-key") && !fold.hidden) keep(quiz, form, (kept) => { kept.open = fold.open; });
  }, true);
  quiz.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.closest(".confirm")) ask(false);
    const notebook = quiz.closest(".jp-Notebook");
    if (!notebook) return;
    // JupyterLab takes Enter for a command of its own, and the form would never be sent
    event.stopPropagation();
    // but it must hear that the notebook is to be saved, or the browser would save its page
    // the place of the key counts, for on a Cyrillic keyboard it has another letter
    if (event.code !== "KeyS" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    notebook.dispatchEvent(new KeyboardEvent("keydown", event));
  });
  addEventListener("storage", score);
  addEventListener("workunkept", tell);
  // a file of work was loaded into this page
  addEventListener("workchange", () => {
    forms.forEach(showKept);
    score();
  });

  const status = quiz.querySelectorAll("[role=status]");
  // what a reload puts back is no news, and is not read aloud
  for (const live of status) live.removeAttribute("role");
  for (const form of forms) {
    if (!hidden) {
      showKey(form, false);
      form.querySelector(".question-actions").hidden = false;
    }
    watch(form);
    restore(form);
  }
  const student = read(keyFor(quiz)).student;
  if (typeof student === "string") quiz.querySelector(".student").value = student;
  end.hidden = false;
  score();
  setTimeout(() => { for (const live of status) live.setAttribute("role", "status"); });
};

// A live kernel may run this before the quiz is on the page.
let waits = 50;
const bindAll = () => {
  const all = document.querySelectorAll("section.quiz:not([data-bound])");
  all.forEach(bind);
  if (!all.length && waits--) setTimeout(bindAll, 100);
};
bindAll();
