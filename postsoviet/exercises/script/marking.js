// Judges an answer in the browser. The rules and their order are those of exercise.py, answers.py and slips.py.
// A name is its place among the choices. A place that is left open is null.

const words = given.words;
const SLACK = 1e-12;
const LISTED = 8;
const DECIMALS = [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1];
const FACTORS = [
  [0.01, "hundredth"], [100, "hundredfold"],
  [1e-6, "unit_slip"], [1e-3, "unit_slip"], [1e3, "unit_slip"], [1e6, "unit_slip"],
];

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
const count = (found) => found.filter(Boolean).length;
const near = (one, other, distance) => Math.abs(one - other) <= distance + SLACK;

// -- slips of form -----------------------------------------------------------------------------

const halfDigit = (number) => {
  const last = DECIMALS.findLast((size, at) => near(number, Math.round(number * 10 ** (6 - at)) / 10 ** (6 - at), 0));
  return last === undefined ? 0 : 0.5 * last;
};
const slipOf = (found, { right, tolerance }) => {
  const ascending = (numbers) => [...numbers].sort((a, b) => a - b);
  const all = (some, others) => some.every((one, at) => near(one, others[at], tolerance));
  const isRight = (one, at) => near(one, right[at], tolerance);
  if (all(ascending(found), ascending(right))) return words.numbers_order;
  if (all(found.map(Math.abs), right.map(Math.abs))) return words.signs;
  for (const [factor, slip] of FACTORS) {
    const isScaled = (one, at) => one !== 0
      && near(one, right[at] * factor, Math.max(tolerance * factor, factor < 1 ? halfDigit(one) : 0));
    if (found.some(isScaled) && found.every((one, at) => isScaled(one, at) || isRight(one, at))) return words[slip];
  }
  const isRounded = (one, at) => one !== 0 && near(one, right[at], halfDigit(one));
  return found.every((one, at) => isRounded(one, at) || isRight(one, at)) ? words.rounded : "";
};

// -- kinds of answer ---------------------------------------------------------------------------

const listed = (keys) => {
  const quoted = keys.slice(0, LISTED).map((key) => `'${key}'`).join(", ");
  return keys.length <= LISTED ? quoted : fill(words.and_more, { keys: quoted, more: keys.length - LISTED });
};
const agree = (one, other, { kind, tolerance }) => {
  if (one === null || other === null || kind !== "numbers" && kind !== "amounts") return one === other;
  return near(one, other, tolerance);
};
const inPlaces = (found, other, exercise) => found.map((one, at) => agree(one, other[at], exercise));
const sameInPlaces = (found, other, exercise) =>
  found.length === other.length && inPlaces(found, other, exercise).every(Boolean);
// In how many places a mistaken answer is wrong, if the given one has all of these.
const partInPlaces = (found, mistaken, exercise) => {
  const isWrong = inPlaces(mistaken, exercise.right, exercise).map((right) => !right);
  const hits = inPlaces(found, mistaken, exercise);
  return isWrong.every((wrong, at) => !wrong || hits[at] && mistaken[at] !== null) ? count(isWrong) : 0;
};
const countTable = (found, exercise) => {
  const missing = exercise.keys.filter((key, at) => found[at] === null);
  const said = [fill(words.table_right, {
    right: count(inPlaces(found, exercise.right, exercise)), all: exercise.right.length,
  })];
  if (missing.length) said.push(fill(words.keys_missing, { keys: listed(missing) }));
  return said.join(" ");
};
const table = { same: sameInPlaces, part: partInPlaces, counts: countTable };
const without = (some, others) => some.filter((one) => !others.includes(one));

const KINDS = {
  numbers: {
    same: sameInPlaces, part: partInPlaces, slip: slipOf,
    counts(found, exercise) {
      const right = count(inPlaces(found, exercise.right, exercise));
      return right ? fill(words.numbers_right, { right, all: exercise.right.length }) : "";
    },
  },
  amounts: table,
  verdicts: table,
  name: { same: sameInPlaces, part: () => 0, counts: () => "" },
  names: {
    same: (found, other) => !without(found, other).length && !without(other, found).length,
    part(found, mistaken, { right }) {
      const added = without(mistaken, right), left = without(right, mistaken);
      const hasAll = !without(added, found).length && !left.some((one) => found.includes(one));
      return hasAll ? added.length + left.length : 0;
    },
    counts: (found, { right }) => fill(words.names_right, {
      right: found.length - without(found, right).length, given: found.length, missing: without(right, found).length,
    }),
  },
  order: {
    same: sameInPlaces,
    part: () => 0,
    counts(found, exercise) {
      const { right } = exercise;
      if (found.length !== right.length) return fill(words.order_count, { all: right.length, given: found.length });
      if (sameInPlaces([...found].sort(), [...right].sort(), exercise)) return words.order_only;
      return fill(words.order_right, { right: count(inPlaces(found, right, exercise)), all: right.length });
    },
  },
};

// -- the verdict -------------------------------------------------------------------------------

const mistakeInPart = (kind, found, exercise) => {
  let most = 0, why = exercise.wrong;
  for (const [mistaken, said] of exercise.mistakes) {
    const places = kind.part(found, mistaken, exercise);
    // the first of equals, for the more particular mistake stands first
    if (places > most) [most, why] = [places, said];
  }
  return why;
};

const verdict = (state, why, rank) => ({ state, said: fill(words[state], { why, task: why }), rank });

// `rank` says how well an answer is understood, where a text can be read as more than one number.
const judge = (exercise, places) => {
  const kind = KINDS[exercise.kind];
  if (places.every((one) => one === null)) return verdict("open", exercise.task, 3);
  if (exercise.kind === "numbers" && places.includes(null)) return verdict("wrong", words.place_open, 3);
  const found = exercise.kind === "order" ? places.filter((one) => one !== null) : places;
  if (kind.same(found, exercise.right, exercise)) return verdict("right", exercise.why, 0);
  const known = exercise.mistakes.find(([mistaken]) => kind.same(found, mistaken, exercise));
  if (known) return verdict("wrong", known[1], 1);
  const slip = kind.slip?.(found, exercise);
  if (slip) return verdict("wrong", slip, 2);
  return verdict("wrong", `${kind.counts(found, exercise)} ${mistakeInPart(kind, found, exercise)}`.trim(), 3);
};
