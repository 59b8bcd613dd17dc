// Marks the questions of a quiz. The key of a question is the list in its own <details>, which a
// reader without this script opens by hand. Safe to run twice: a question is bound once.
(() => {
  "use strict";
  const STORE = "course.progress.v1";

  const read = () => {
    try { return JSON.parse(localStorage.getItem(STORE)) || {}; } catch { return {}; }
  };
  const write = (progress) => {
    try { localStorage.setItem(STORE, JSON.stringify(progress)); } catch { /* private mode: nothing is kept */ }
  };

  // "1 234,5", "1,234.5" and "12.5" are the same kind of answer in different countries.
  const number = (text) => {
    let digits = text.trim().replace(/[\s\u00a0\u202f]|%$/g, "").replace("\u2212", "-");
    const comma = digits.lastIndexOf(","), dot = digits.lastIndexOf(".");
    if (comma > dot) {
      digits = dot < 0 && /^-?\d{1,3}(,\d{3}){2,}$/.test(digits)
        ? digits.replace(/,/g, "") : digits.replace(/\./g, "").replace(",", ".");
    } else {
      digits = digits.replace(/,/g, "");
    }
    return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(digits) ? Number(digits) : NaN;
  };

  const score = (quiz) => {
    const done = read()[quiz.dataset.unit] || {};
    const right = [...quiz.querySelectorAll("form.question")].filter((form) => done[form.id]).length;
    quiz.querySelector(".quiz-score").textContent = quiz.dataset.score.replace("{done}", right);
  };

  const clear = (form) => {
    form.querySelector(".question-result").textContent = "";
    form.classList.remove("is-right", "is-wrong");
    for (const option of form.querySelectorAll(".option")) option.classList.remove("is-right", "is-wrong");
    for (const note of form.querySelectorAll(".option-feedback")) {
      note.hidden = true;
      note.textContent = "";
    }
  };

  // The reason is copied with its markup: a number in it can still be asked where it comes from.
  const say = (place, verdict, entry) => {
    const reason = entry ? [...entry.querySelector(".why").childNodes] : [];
    place.replaceChildren(verdict, reason.length ? " " : "", ...reason.map((node) => node.cloneNode(true)));
  };

  // One answer is explained where the result stands; of several, each beside its own option.
  const markSingle = (form, quiz) => {
    const chosen = form.querySelector("input:checked");
    if (!chosen) return { text: quiz.dataset.empty };
    const entry = form.querySelectorAll(".answer-key [data-option]")[Number(chosen.value)];
    const right = entry.dataset.correct === "true";
    chosen.closest(".option").classList.add(right ? "is-right" : "is-wrong");
    return { right, text: right ? quiz.dataset.right : quiz.dataset.wrong, entry };
  };

  const markMultiple = (form, quiz) => {
    const chosen = [...form.querySelectorAll("input:checked")];
    if (!chosen.length) return { text: quiz.dataset.empty };
    const key = [...form.querySelectorAll(".answer-key [data-option]")];
    let hits = 0, slips = 0;
    for (const input of chosen) {
      const entry = key[Number(input.value)];
      const good = entry.dataset.correct === "true";
      good ? hits++ : slips++;
      const note = document.getElementById(input.id + "-feedback");
      say(note, good ? quiz.dataset.right : quiz.dataset.wrong, entry);
      note.hidden = false;
      note.closest(".option").classList.add(good ? "is-right" : "is-wrong");
    }
    const all = key.filter((entry) => entry.dataset.correct === "true").length;
    if (hits === all && !slips) return { right: true, text: quiz.dataset.right };
    return { text: hits ? quiz.dataset.part : quiz.dataset.wrong };
  };

  const markNumber = (form, quiz) => {
    const field = form.querySelector(".answer-number");
    if (!field.value.trim()) return { text: quiz.dataset.empty };
    const given = number(field.value);
    if (Number.isNaN(given)) return { text: quiz.dataset.notANumber };
    // A hair of slack keeps an answer at the very edge of the tolerance from failing on binary fractions.
    const near = (entry, value) => Math.abs(given - value) <= Number(entry.dataset.tolerance) + 1e-9;
    const answer = form.querySelector("[data-answer]");
    if (near(answer, Number(answer.dataset.answer))) {
      return { right: true, text: quiz.dataset.right, entry: answer };
    }
    const miss = [...form.querySelectorAll("[data-miss]")].find((entry) => near(entry, Number(entry.dataset.miss)));
    return { text: quiz.dataset.wrong, entry: miss || form.querySelector("[data-other]") };
  };

  const bind = (form, quiz) => {
    if (form.dataset.bound) return;
    form.dataset.bound = "yes";
    const key = form.querySelector(".answer-key");
    key.hidden = true;
    form.querySelector(".question-actions").hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clear(form);
      const mark = { single: markSingle, multiple: markMultiple, number: markNumber }[form.dataset.type](form, quiz);
      form.classList.add(mark.right ? "is-right" : "is-wrong");
      say(form.querySelector(".question-result"), mark.text, mark.entry);
      if (mark.right) {
        const progress = read();
        (progress[quiz.dataset.unit] ||= {})[form.id] = true;
        write(progress);
        score(quiz);
        document.dispatchEvent(new CustomEvent("progresschange"));
      }
    });
    form.querySelector("[data-again]").addEventListener("click", () => {
      form.reset();
      clear(form);
      key.hidden = true;
      form.querySelector("input").focus();
    });
    form.querySelector("[data-show]").addEventListener("click", () => {
      key.hidden = false;
      key.open = true;
      key.querySelector("summary").focus();
    });
  };

  for (const quiz of document.querySelectorAll("section.quiz")) {
    for (const form of quiz.querySelectorAll("form.question")) bind(form, quiz);
    score(quiz);
  }
})();
