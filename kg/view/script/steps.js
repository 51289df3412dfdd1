// Time as steps: days, months or years, by how long the articles reach.

const day = 24 * 60 * 60 * 1000;
const isoDate = (iso) => /^\d{4}(-\d\d(-\d\d)?)?/.exec(iso ?? "")?.[0] ?? "";
const padded = (iso) => isoDate(iso) && `${isoDate(iso)}${"-01-01".slice(isoDate(iso).length - 4)}`;
const moment = (iso) => Date.parse(`${padded(iso)}T00:00Z`); // not a number for what is no date

const allRows = [...edges, ...nodes.flatMap((node) => node.facts)].flatMap((each) => each.evidence);
const printed = allRows.map((row) => row.published).filter((iso) => !Number.isNaN(moment(iso))).sort();
const [firstPrinted, lastPrinted] = [printed[0], printed.at(-1)];
const letters = unit(); // of an ISO date that make a step: 10 a day, 7 a month, 4 a year
const steps = printed.length ? allSteps() : [];
const stepNumber = new Map(steps.map((step, i) => [step, i]));
for (const row of allRows) row.step = stepNumber.get(padded(row.published).slice(0, letters)) ?? -1;

function unit() {
  const days = (moment(lastPrinted) - moment(firstPrinted)) / day;
  return days <= 100 ? 10 : days <= 366 * 12 ? 7 : 4;
}

function allSteps() {
  const found = [];
  const last = moment(lastPrinted);
  for (const here = new Date(moment(firstPrinted)); here <= last; ) {
    found.push(here.toISOString().slice(0, letters));
    if (letters === 10) here.setUTCDate(here.getUTCDate() + 1);
    else if (letters === 7) here.setUTCMonth(here.getUTCMonth() + 1, 1);
    else here.setUTCFullYear(here.getUTCFullYear() + 1, 0, 1);
  }
  return found;
}

/** The step nearest to a date from elsewhere, such as an address; undefined for what is no date. */
function stepNear(iso) {
  if (Number.isNaN(moment(iso)) || !steps.length) return undefined;
  const after = steps.findIndex((step) => step >= padded(iso).slice(0, letters));
  return after < 0 ? steps.length - 1 : after;
}
