// Puts what a file holds beside what the browser keeps. Tries of both are kept. Of what stands in the controls
// the newer is kept. It does not matter in which order files are loaded, nor how often.

const latest = (entry) => Object.values(entry.versions).map((kept) => kept.at).sort().at(-1) ?? "";
const greater = (a, b) => {
  const place = a.findIndex((one, at) => one !== b[at]);
  return place >= 0 && a[place] > b[place];
};

// Two tries of one moment are one; it may have got more ticks of the rubric since.
const joined = (some, others) => {
  const byTime = new Map();
  const weight = (one) => [canonical(one).length, canonical(one)];
  for (const one of [...some, ...others]) {
    const known = byTime.get(one.at);
    if (!known || greater(weight(one), weight(known))) byTime.set(one.at, one);
  }
  return [...byTime.values()].sort((a, b) => a.at < b.at ? -1 : 1);
};

const state = ({ fields, draft = null, open, marked }) => canonical({ fields, draft, open, marked });
const isNewer = (a, b) => greater([a.at, state(a)], [b.at, state(b)]);

// Filled controls here that the file fills otherwise, and later: they would be lost.
const isReplaced = (here, there) =>
  isFilled(here) && canonical(here.fields) !== canonical(there.fields) && isNewer(there, here);
const hasReplaced = (here, there) => Object.entries(there.versions)
  .some(([version, kept]) => here.versions[version] && isReplaced(here.versions[version], kept));

// `prefer` says what becomes of these: "newer" takes the file's, "here" leaves them.
const mergedVersion = (here, there, prefer) => {
  if (!here || !there) return here ?? there;
  const takes = isNewer(there, here) && (prefer === "newer" || !isReplaced(here, there));
  return {
    ...(takes ? there : here), tries: joined(here.tries, there.tries),
    right: here.right || there.right, hint: here.hint || there.hint, shown: here.shown || there.shown,
  };
};
const mergedEntry = (here, there, prefer) => {
  const numbers = new Set([...Object.keys(here.versions), ...Object.keys(there.versions)]);
  const versions = [...numbers].sort()
    .map((one) => [one, mergedVersion(here.versions[one], there.versions[one], prefer)]);
  const isLater = greater([latest(there), there.version], [latest(here), here.version]);
  const takes = isLater && (prefer === "newer" || !hasReplaced(here, there));
  return { imprint: here.imprint, version: (takes ? there : here).version, versions: Object.fromEntries(versions) };
};

// What loading the part of one unit would do; nothing is written yet.
const planOf = (asked, kept, prefer) => {
  const here = keptHere(asked);
  const plan = { unit: asked.unit, taken: [], newer: [], replaced: [], older: [], same: [],
    gone: [], changed: [], unread: [], ticked: [], unset: [], questions: {}, ticks: {} };
  for (const [name, found] of Object.entries(kept.questions)) {
    if (!Object.hasOwn(asked.questions, name)) { plan.gone.push(name); continue; }
    const question = asked.questions[name];
    if (found?.imprint !== question.imprint) { plan.changed.push(name); continue; }
    const there = tidyEntry(found, question), own = here.questions[name];
    if (!there) { plan.unread.push(name); continue; }
    plan.questions[name] = own ? mergedEntry(own, there, prefer) : there;
    if (!own || !isBegun(own)) plan.taken.push(name);
    else if (canonical(own) === canonical(there)) plan.same.push(name);
    else if (hasReplaced(own, there)) plan.replaced.push(name);
    else if (greater([latest(there)], [latest(own)])) plan.newer.push(name);
    else plan.older.push(name);
  }
  for (const exercise of asked.exercises) {
    if (!isMoment(kept.ticked[exercise])) continue;
    if (!here.ticked[exercise]) plan.ticked.push(exercise);
    const both = [here.ticked[exercise], kept.ticked[exercise]].filter(Boolean).sort();
    plan.ticks[exercise] = both[0];
  }
  plan.unset = Object.keys(kept.ticked).filter((exercise) => !asked.exercises.includes(exercise));
  return plan;
};

// The whole file: what is wrong with it, or of every unit a plan or what is wrong with its part.
const loadable = (text, units, prefer = "newer") => {
  const { trouble, file } = opened(text);
  if (trouble) return { trouble };
  const parts = Object.entries(file.units).sort(([a], [b]) => a < b ? -1 : 1).map(([unit, part]) => {
    const one = openedPart(unit, part, units);
    return one.trouble ? { unit, trouble: one.trouble } : planOf(units[unit], one.kept, prefer);
  });
  return { parts, student: typeof file.student === "string" ? file.student : "" };
};

// All is written, or nothing: a storage that is full half way gets back what it had.
const writtenWhole = (changes) => {
  const before = changes.map(([key]) => [key, localStorage.getItem(key)]);
  try {
    for (const [key, value] of changes) localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    for (const [key] of before) localStorage.removeItem(key);
    for (const [key, text] of before) if (text !== null) localStorage.setItem(key, text);
    return false;
  }
};

const load = (parts) => {
  const right = read(PROGRESS), ticked = read(TICKED), changes = [];
  for (const { unit, questions, ticks } of parts.filter((part) => !part.trouble)) {
    const whole = read(quizKey(unit));
    changes.push([quizKey(unit), { ...whole, questions: { ...whole.questions, ...questions } }]);
    const done = Object.entries(questions)
      .filter(([, entry]) => isRight(entry))
      .map(([name]) => [`question-${unit}-${name}`, true]);
    right[unit] = { ...right[unit], ...Object.fromEntries(done) };
    if (Object.keys(ticks).length) ticked[unit] = { ...ticked[unit], ...ticks };
  }
  return !changes.length || writtenWhole([...changes, [PROGRESS, right], [TICKED, ticked]]);
};
