// The time slider: what was printed from one step to another, and a button that plays it.

const [early, late] = [$("from"), $("until")];
let playing = 0; // the timer's number while it plays

function buildTime() {
  if (steps.length < 2) return;
  $("time").hidden = false;
  for (const input of [early, late]) {
    input.max = steps.length - 1;
    input.addEventListener("input", () => slide(input));
    input.addEventListener("change", () => { writeAddress(); announce(filterWords()); });
  }
  $("play").addEventListener("click", () => (playing ? pause() : play()));
  calm.addEventListener("change", () => { pause(); showTime(); });
  drawBars();
}

/** Passages a step, as bars behind the slider. */
function drawBars() {
  const heights = new Array(steps.length).fill(0);
  for (const row of allRows) if (row.step >= 0) heights[row.step] += 1;
  const highest = Math.max(...heights);
  const bars = heights.map((height, i) => svg("rect", {
    x: i + 0.12, width: 0.76, y: 20 - (20 * height) / highest, height: (20 * height) / highest,
  }));
  $("bars").setAttribute("viewBox", `-0.5 0 ${steps.length + 1} 20`);
  $("bars").replaceChildren(...bars);
}

function slide(input) {
  pause();
  const other = input === early ? late : early; // the handles do not pass each other
  if (Number(early.value) > Number(late.value)) input.value = other.value;
  [shown.from, shown.until] = [Number(early.value), Number(late.value)];
  refresh({ quiet: true });
}

/** The sliders, the bars and the words as the filter has them. */
function showTime() {
  if (steps.length < 2) return;
  [early.value, late.value] = [shown.from, shown.until];
  early.setAttribute("aria-valuetext", `from ${date(steps[shown.from])}`);
  late.setAttribute("aria-valuetext", `until ${date(steps[shown.until])}`);
  $("printed").textContent = span(steps[shown.from], steps[shown.until]);
  // the left thumb stays in reach where both stand at the end
  early.style.zIndex = shown.from > steps.length / 2 ? 2 : 1;
  [...$("bars").children].forEach((bar, i) => bar.classList.toggle("out", i < shown.from || i > shown.until));
  const word = playing ? "Pause" : calm.matches ? "Next step" : "Play";
  $("play").setAttribute("aria-label", word);
  $("play").title = word;
  $("play").classList.toggle("playing", Boolean(playing));
}

function play() {
  if (shown.until >= steps.length - 1) shown.until = shown.from;
  else shown.until += 1;
  if (!calm.matches) playing = setInterval(tick, Math.min(800, Math.max(150, 20000 / steps.length)));
  refresh({ quiet: true });
  if (calm.matches) announce(filterWords()); // each press is one step
}

function tick() {
  if (shown.until >= steps.length - 1) pause();
  else {
    shown.until += 1;
    refresh({ quiet: true });
  }
}

function pause() {
  if (!playing) return;
  clearInterval(playing);
  playing = 0;
  showTime();
  writeAddress();
  announce(filterWords());
}
