"use strict";
// Show two systems of a board beside each other; which two is kept in the address.
const data = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const form = byId("pair"), task = byId("task"), first = byId("first"), second = byId("second"), told = byId("told");
const svg = "http://www.w3.org/2000/svg";
const digits = (value) => (Math.abs(value) < 0.0005 ? "0.000" : value.toFixed(3).replace("-", "−"));
const signed = (value) => (digits(value) === "0.000" ? "0.000" : (value > 0 ? "+" : "") + digits(value));
const tail = (p) => (p < 0.001 ? "< 0.001" : `= ${p.toFixed(3)}`);

function element(name, text = "", attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function drawn(name, attributes, title) {
  const made = document.createElementNS(svg, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (title) made.append(Object.assign(document.createElementNS(svg, "title"), { textContent: title }));
  return made;
}

// A name that others gave stands in an element of its own, so that it cannot turn the direction of what follows.
function name(number) {
  const link = element("a", "", { href: data.systems[number].path });
  link.append(element("bdi", data.systems[number].name));
  return link;
}

function choices(wanted) {
  const there = data.systems.map((_, i) => i).filter((i) => data.boards[task.value].rows[i]);
  const ranked = [...there].sort((a, b) => data.boards[task.value].rows[b][1] - data.boards[task.value].rows[a][1]);
  // Where none is wanted, or one that has no predictions for this board: the best, those that hold a rank before those that do not.
  const usual = [...ranked].sort((a, b) => (data.boards[task.value].rows[a][0] === null) - (data.boards[task.value].rows[b][0] === null));
  const indices = wanted.map((want) => there.find((i) => data.systems[i].name === want));
  for (const [place, select] of [first, second].entries()) {
    select.replaceChildren(...there.map((i) => element("option", data.systems[i].name, { value: i })));
    indices[place] ??= usual.find((i) => !indices.includes(i)) ?? usual[0];
    select.value = indices[place];
  }
}

function pairOf(board, a, b) {
  for (const [i, j, difference, low, high, p, adjusted] of board.pairs) {
    if (i === a && j === b) return { difference, low, high, p, adjusted };
    if (i === b && j === a) return { difference: -difference, low: -high, high: -low, p, adjusted };
  }
  return null;
}

function sentence(board, a, b) {
  const made = element("p", "", { id: "verdict" });
  const pair = pairOf(board, a, b);
  if (pair === null) {
    made.append("Choose two different systems.");
    return made;
  }
  const better = pair.difference >= 0 ? [a, b] : [b, a];
  if (pair.p === undefined) made.append("One of the two bounds the others and is not tested; it holds no rank. ");
  else if (pair.adjusted <= 0.05 && pair.difference !== 0) made.append(name(better[0]), " is better than ", name(better[1]), ", and the data can bear it. ");
  else made.append("The data cannot separate ", name(a), " and ", name(b), ". ");
  made.append(`Difference of ${board.headline}: `, element("strong", signed(pair.difference)), `, interval ${signed(pair.low)} to ${signed(pair.high)}`);
  if (pair.p !== undefined) made.append(`; p ${tail(pair.p)} alone, p ${tail(pair.adjusted)} corrected for ${board.pairs.filter((one) => one.length > 5).length} pairs`);
  made.append(".");
  return made;
}

function sideBySide(board, a, b) {
  const table = element("table", "", { id: "scores" });
  table.append(element("caption", `On the board, by ${board.headline}`));
  const head = table.createTHead().insertRow();
  for (const [text, kind] of [["System", ""], ["Rank", "num"], ["Value", "num"], ["95% interval", ""]]) head.append(element("th", text, { scope: "col", class: kind }));
  const body = table.createTBody();
  for (const number of new Set([a, b])) {
    const [rank, value, low, high] = board.rows[number];
    const row = body.insertRow();
    const cell = element("th", "", { scope: "row" });
    cell.append(name(number));
    row.append(cell, element("td", rank ?? "–", { class: "num" }), element("td", digits(value), { class: "num" }), element("td", `${digits(low)} to ${digits(high)}`, { class: "nowrap" }));
  }
  return table;
}

function eventByEvent(board, a, b) {
  const section = byId("by-event");
  section.hidden = board.events.length === 0 || a === b;
  if (section.hidden) return;
  const rows = board.events.map((event, i) => ({ event: data.events[event], one: board.within[a][i], other: board.within[b][i] }));
  for (const row of rows) row.difference = row.one - row.other;
  rows.sort((x, y) => y.difference - x.difference || (x.event.name < y.event.name ? -1 : 1));
  const wins = rows.filter((row) => row.difference > 1e-9).length, losses = rows.filter((row) => row.difference < -1e-9).length;
  const ties = rows.length - wins - losses;
  const summary = `${data.systems[a].name} is better in ${wins} of ${rows.length} events, ${data.systems[b].name} in ${losses}; tied in ${ties}.`;
  const most = Math.max(...rows.map((row) => Math.abs(row.difference)), 1e-9);
  const width = 640, half = 70, step = width / rows.length;
  const chart = drawn("svg", { viewBox: `-48 -8 ${width + 52} ${2 * half + 16}`, width: width + 52, height: 2 * half + 16, role: "img", "aria-label": summary });
  for (const [i, row] of rows.entries()) {
    const height = (Math.abs(row.difference) / most) * half;
    const box = { x: i * step + step * 0.15, width: step * 0.7, y: row.difference > 0 ? half - height : half, height: Math.max(height, 0.5), class: row.difference > 0 ? "more" : "less" };
    chart.append(drawn("rect", box, `${row.event.name}: ${signed(row.difference)}`));
  }
  chart.append(drawn("path", { class: "axis", d: `M0 ${half}H${width}` }));
  for (const [y, text] of [[0, signed(most)], [half, "0"], [2 * half, signed(-most)]]) chart.append(Object.assign(drawn("text", { x: -4, y: y + 4, "text-anchor": "end" }), { textContent: text }));
  byId("chart").replaceChildren(element("p", "", { id: "wins" }), chart);
  byId("wins").append(element("bdi", data.systems[a].name), ` is better in ${wins} of ${rows.length} events, `, element("bdi", data.systems[b].name), ` in ${losses}; tied in ${ties}.`);
  byId("head-first").replaceChildren(element("bdi", data.systems[a].name));
  byId("head-second").replaceChildren(element("bdi", data.systems[b].name));
  byId("events").tBodies[0].replaceChildren(...rows.map((row) => {
    const made = document.createElement("tr");
    const cell = element("th", "", { scope: "row", class: "nowrap" });
    cell.append(row.event.path ? element("a", row.event.name, { href: row.event.path }) : row.event.name);
    made.append(cell, element("td", digits(row.one), { class: "num" }), element("td", digits(row.other), { class: "num" }), element("td", signed(row.difference), { class: "num" }));
    return made;
  }));
}

function show() {
  const board = data.boards[task.value], a = Number(first.value), b = Number(second.value);
  const box = element("div", "", { class: "scroll" });
  box.append(sideBySide(board, a, b));
  told.replaceChildren(sentence(board, a, b), box);
  eventByEvent(board, a, b);
}

function remember() {
  const state = new URLSearchParams({ task: task.value, a: data.systems[first.value].name, b: data.systems[second.value].name });
  history.replaceState(null, "", `#${state}`);
}

function recall() {
  const state = new URLSearchParams(location.hash.slice(1));
  if (data.boards[state.get("task")]) task.value = state.get("task");
  choices([state.get("a"), state.get("b")]);
  show();
}

task.addEventListener("change", () => {
  choices([data.systems[first.value].name, data.systems[second.value].name]);
  show();
  remember();
});
for (const select of [first, second]) select.addEventListener("change", () => { show(); remember(); });
byId("swap").addEventListener("click", () => {
  [first.value, second.value] = [second.value, first.value];
  show();
  remember();
});
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("hashchange", recall);
form.hidden = false;
if (Object.keys(data.boards).length) {
  if (task.value === "overall" && task.options.length > 1 && Object.keys(data.boards.overall.rows).length < 2) task.selectedIndex = 1;
  recall();
}
