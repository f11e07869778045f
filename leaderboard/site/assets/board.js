"use strict";
// Sort, search and filter the boards; what is shown is kept in the address, so that it can be linked to.
const form = document.getElementById("controls");
const search = document.getElementById("search");
const open = document.getElementById("open");
const status = document.getElementById("status");
const kinds = [...form.querySelectorAll("[name=kind]")];
const tables = [...document.querySelectorAll("table.board")];
const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

function order(table, key, direction) {
  const heads = [...table.tHead.rows[0].cells];
  const head = heads.find((one) => one.dataset.key === key && one.dataset.sort);
  if (!head) return;
  const number = head.dataset.sort === "number";
  for (const one of heads) if (one.dataset.sort) one.setAttribute("aria-sort", one === head ? direction : "none");
  const sign = direction === "ascending" ? 1 : -1;
  const value = (row) => row.cells[head.cellIndex].dataset.value;
  const rows = [...table.tBodies[0].rows].sort((a, b) => {
    const one = value(a), other = value(b);
    if (one === "" || other === "") return (one === "") - (other === "");
    return sign * (number ? Number(one) - Number(other) : collator.compare(one, other));
  });
  table.tBodies[0].append(...rows);
}

function filter() {
  const words = search.value.trim().toLowerCase();
  const chosen = new Set(kinds.filter((box) => box.checked).map((box) => box.value));
  const shown = new Set(), all = new Set();
  for (const table of tables) {
    for (const row of table.tBodies[0].rows) {
      row.hidden = !(row.dataset.name.includes(words) && chosen.has(row.dataset.kind) && (!open.checked || row.dataset.weights === "open"));
      all.add(row.dataset.name);
      if (!row.hidden) shown.add(row.dataset.name);
    }
  }
  status.textContent = shown.size === all.size ? `All ${all.size} systems are shown.` : `${shown.size} of ${all.size} systems are shown.`;
}

function remember(section) {
  const state = new URLSearchParams();
  if (section) state.set("at", section);
  if (search.value.trim()) state.set("q", search.value.trim());
  if (kinds.some((box) => !box.checked)) state.set("kind", kinds.filter((box) => box.checked).map((box) => box.value).join(","));
  if (open.checked) state.set("open", "1");
  for (const table of tables) {
    const head = table.querySelector('[aria-sort="ascending"], [aria-sort="descending"]');
    const told = `${head.dataset.key}.${head.getAttribute("aria-sort")}`;
    if (told !== "value.descending") state.set(`sort.${table.dataset.board}`, told);
  }
  history.replaceState(null, "", `#${state}`);
}

function recall() {
  const text = location.hash.slice(1);
  if (text && !text.includes("=")) return;  // a plain link to a board: what is shown stays as it is
  const state = new URLSearchParams(text);
  search.value = state.get("q") ?? "";
  const chosen = state.has("kind") ? state.get("kind").split(",") : null;
  for (const box of kinds) box.checked = chosen === null || chosen.includes(box.value);
  open.checked = state.get("open") === "1";
  for (const table of tables) order(table, ...(state.get(`sort.${table.dataset.board}`) ?? "value.descending").split("."));
  filter();
  document.getElementById(state.get("at") ?? "")?.scrollIntoView();
}

for (const table of tables) {
  for (const head of table.tHead.rows[0].cells) {
    if (!head.dataset.sort) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    if (!head.hasAttribute("aria-sort")) head.setAttribute("aria-sort", "none");
    button.addEventListener("click", () => {
      const first = head.dataset.sort === "text" || head.dataset.key === "rank" ? "ascending" : "descending";
      const second = first === "ascending" ? "descending" : "ascending";
      order(table, head.dataset.key, head.getAttribute("aria-sort") === first ? second : first);
      remember(table.dataset.board);
    });
  }
}
const changed = () => { filter(); remember(); };
form.addEventListener("input", changed);
form.addEventListener("reset", () => setTimeout(changed));
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("hashchange", recall);
form.hidden = false;
filter();
if (location.hash.includes("=")) recall();
