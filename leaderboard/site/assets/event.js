"use strict";
// What one system got wrong on this event, from the answers of all systems in the page. Every text goes in as text, never as markup.
const { items, answers, bounds, claims, holders } = JSON.parse(document.getElementById("event-data").textContent);
const FIRST = 12;

const make = (name, className, ...inside) => {
  const one = document.createElement(name);
  if (className) one.className = className;
  one.append(...inside);
  return one;
};
const link = (target, text) => {
  const one = make("a", "", text);
  one.setAttribute("href", "#" + target);
  return one;
};
const bdi = (text) => make("bdi", "", text);
const claim = (id) => [link("claim-" + id, id.replace(/^c0*([1-9]\d*)$/, "$1")), ` “${claims[id]}”`];
const count = (number, one, many) => `${number} ${number === 1 ? one : many}`;

// The paragraphs of an article, with offsets in code points, as the gold has them.
const paragraphs = {};
for (const article of document.querySelectorAll("article.article")) {
  paragraphs[article.id.slice("article-".length)] = [...article.querySelectorAll("p[data-start]")].map((p) => ({
    id: p.id, number: p.id.slice(p.id.lastIndexOf("-p") + 2), start: Number(p.dataset.start), letters: Array.from(p.textContent),
  }));
}

// The paragraphs of a text in which the spans stand, the spans marked, with a link to where they stand.
const quote = (article, spans) => {
  const told = make("div", "quote");
  for (const { id, number, start, letters } of paragraphs[article] ?? []) {
    const end = start + letters.length;
    const here = spans.filter(([from, past]) => from < end && start < past).sort((a, b) => a[0] - b[0]);
    if (!here.length) continue;
    const line = make("p");
    let at = start;
    for (const [from, past] of here) {
      const first = Math.max(from, at), last = Math.min(past, end);
      line.append(letters.slice(at - start, first - start).join(""));
      if (first < last) line.append(make("mark", "", letters.slice(first - start, last - start).join("")));
      at = Math.max(at, last);
    }
    line.append(letters.slice(at - start).join(""), " ", link(id, `${article}, paragraph ${number}`));
    told.append(line);
  }
  return told;
};
const words = (article, spans) => {
  const told = spans.map(([from, past]) => {
    const p = (paragraphs[article] ?? []).find(({ start, letters }) => from < start + letters.length && start < past);
    return p ? p.letters.slice(Math.max(0, from - p.start), past - p.start).join("") : "";
  });
  return told.length ? `“${told.join(" … ")}”` : "nothing";
};

// A list under a head, the first of it shown, the rest on demand.
const list = (title, all, show) => {
  if (!all.length) return [];
  const body = make("ol");
  const add = (from, to) => body.append(...all.slice(from, to).map((one) => make("li", "", ...show(one))));
  add(0, FIRST);
  const parts = [make("h4", "", `${title} (${all.length})`), body];
  if (all.length > FIRST) {
    const more = make("button", "", `Show the other ${all.length - FIRST}`);
    more.type = "button";
    more.addEventListener("click", () => {
      const next = body.children.length;
      add(FIRST);
      more.remove();
      body.children[next].tabIndex = -1;
      body.children[next].focus();
    });
    parts.push(more);
  }
  return parts;
};

// How many of the other systems are right on each item: first shown is what most others get right.
const others = {};
const rightOf = (task) => {
  if (others[task]) return others[task];
  const given = Object.entries(answers).filter(([name, told]) => told[task] && !bounds.includes(name)).map(([, told]) => told[task].given ?? told[task].found);
  const isRight = items[task].gold ? (one, i) => one[i] === items[task].gold[i] : (one, i) => one[i] !== "-" && one[i] !== "0";
  others[task] = items[task].items.map((_, i) => given.filter((one) => isRight(one, i)).length);
  others[task].systems = given.length;
  return others[task];
};
const easiest = (task, numbers) => numbers.sort((a, b) => rightOf(task)[b] - rightOf(task)[a] || a - b);
const alsoRight = (task, i) => {
  const right = rightOf(task);
  return make("span", "soft", right[i] ? ` Right here: ${right[i]} of ${count(right.systems, "system", "systems")}.` : " No system is right here.");
};

const confusion = (task, told) => {
  const labels = items[task].labels, gold = items[task].gold;
  const table = make("table", "", make("caption", "", "Gold in the rows, given in the columns."));
  const head = make("tr", "", make("td"));
  for (const label of labels) head.append(Object.assign(make("th", "num", label), { scope: "col" }));
  table.append(make("thead", "", head));
  const body = make("tbody");
  labels.forEach((label, i) => {
    const row = make("tr", "", Object.assign(make("th", "", label), { scope: "row" }));
    labels.forEach((_, j) => {
      let times = 0;
      for (let k = 0; k < gold.length; k++) if (gold[k] === String(i) && told.given[k] === String(j)) times++;
      row.append(make("td", i === j ? "num right" : times ? "num error" : "num", times ? String(times) : "·"));
    });
    body.append(row);
  });
  table.append(body);
  const scroll = make("div", "scroll", table);
  scroll.tabIndex = 0;
  scroll.setAttribute("role", "region");
  scroll.setAttribute("aria-label", `Confusions on ${task}`);
  return scroll;
};
const wrongOf = (task, told) => [...told.given].map((_, i) => i).filter((i) => told.given[i] !== items[task].gold[i]);
const verdict = (task, told, i) => [
  "Gold: ", make("b", "", items[task].labels[items[task].gold[i]]), ", given: ", make("b", "bad", items[task].labels[told.given[i]]), "."];

const SHOW = {
  stance(told) {
    const wrong = easiest("stance", wrongOf("stance", told));
    return [
      `${wrong.length} of ${told.given.length} stances wrong`,
      confusion("stance", told),
      ...list("Stances wrong", wrong, (i) => {
        const [holder, of, article, evidence] = items.stance.items[i];
        return [bdi(holders[holder]), " on ", ...claim(of), " in ", link("article-" + article, article), ". ", ...verdict("stance", told, i), alsoRight("stance", i), quote(article, evidence)];
      }),
    ];
  },
  contradiction(told) {
    const { gold, mentions, items: pairs } = items.contradiction;
    const wrong = easiest("contradiction", wrongOf("contradiction", told));
    const at = String(items.contradiction.labels.indexOf("contradiction"));
    const show = (i) => {
      const [one, other, needs] = pairs[i];
      const sides = [one, other].flatMap((k) => [make("div", "", ...claim(mentions[k][1]), quote(mentions[k][0], mentions[k][2]))]);
      return [...verdict("contradiction", told, i), needs ? " Only the whole article settles it." : "", alsoRight("contradiction", i), ...sides];
    };
    return [
      `${wrong.length} of ${gold.length} pairs wrong`,
      confusion("contradiction", told),
      ...list("Contradictions missed", wrong.filter((i) => gold[i] === at), show),
      ...list("Contradictions that are none", wrong.filter((i) => gold[i] !== at && told.given[i] === at), show),
      ...list("Corroboration and neutral confused", wrong.filter((i) => gold[i] !== at && told.given[i] !== at), show),
    ];
  },
  contrast(told) {
    const wrong = wrongOf("contrast", told);
    return [
      `${wrong.length} of ${told.given.length} edited pairs wrong, in ${count(new Set(wrong.map((i) => items.contrast.items[i][0])).size, "set", "sets")}`,
      ...list("Edited pairs wrong", wrong, (i) => {
        const [, change, why, ...sides] = items.contrast.items[i];
        const told_ = [0, 2].map((k) => make("div", "quote", make("p", "", make("mark", "", sides[k])), make("p", "soft", "in: " + sides[k + 1])));
        return [change ? `Changed: ${change} (${why}). ` : "As it stands. ", ...verdict("contrast", told, i), alsoRight("contrast", i), ...told_];
      }),
    ];
  },
  attribution(told) {
    const { articles, items: gold } = items.attribution;
    const marked = new Map(told.marked.filter(([, i]) => i >= 0).map((one) => [one[1], one]));
    const all = [...told.found].map((_, i) => i);
    const missed = easiest("attribution", all.filter((i) => told.found[i] === "-"));
    const partly = easiest("attribution", all.filter((i) => marked.has(i)));
    const spurious = told.marked.filter(([, i]) => i < 0);
    const saying = (i) => [link(`article-${gold[i][0]}-a${gold[i][1]}`, `${gold[i][0]}, saying ${gold[i][1]}`), ": ", bdi(gold[i][2] || "nobody named"), " "];
    const spans = (article, [source, cue, content]) => `source ${words(article, source)}, cue ${words(article, cue)}, content ${words(article, content)}.`;
    const cut = told.spurious - spurious.length;
    return [
      `${count(missed.length, "attribution", "attributions")} of ${gold.length} missed, ${partly.length} found in part, ${told.spurious} spurious`,
      ...list("Missed", missed, (i) => [...saying(i), alsoRight("attribution", i), quote(gold[i][0], gold[i][3])]),
      ...list("Found in part", partly, (i) => {
        const state = Number(told.found[i]);
        const off = ["source", "cue", "content"].filter((_, k) => !(state & (1 << k)));
        return [...saying(i), `Not exact: ${off.join(", ")}. Marked: `, spans(gold[i][0], marked.get(i).slice(2)), quote(gold[i][0], gold[i][3])];
      }),
      ...list("Spurious" + (cut ? `, ${cut} more left out` : ""), spurious, ([article, , ...roles]) => [
        "Marked: ", spans(articles[article], roles), quote(articles[article], roles[2])]),
    ];
  },
  graph(told) {
    const gold = items.graph.items;
    const all = [...told.found].map((_, i) => i);
    // Where the holder takes the side: the stances are in order from most positive to most negative, two of them for, two against.
    const takes = ([holder, favours, of]) => (items.stance?.items ?? []).find(([who, what], k) =>
      who === holder && what === of && (favours ? Number(items.stance.gold[k]) < 2 : Number(items.stance.gold[k]) > 4));
    const side = (one) => {
      const [holder, favours, of] = one, taken = takes(one);
      return make("div", "", bdi(holders[holder]), favours ? " for " : " against ", ...claim(of), taken ? quote(taken[2], taken[3]) : "");
    };
    const own = ([holder, favours, article, span]) => make("div", "", bdi(holder), favours ? " for" : " against", quote(article, span));
    const show = (i) => [...gold[i].map(side), alsoRight("graph", i)];
    const cut = told.spurious - told.marked.length;
    return [
      `${told.found.replaceAll("1", "").length} of ${gold.length} disputes missed, ${told.spurious} spurious`,
      ...list("Disputes missed", easiest("graph", all.filter((i) => told.found[i] === "0")), show),
      ...list("Disputes found", easiest("graph", all.filter((i) => told.found[i] === "1")), show),
      ...list("Spurious" + (cut ? `, ${cut} more left out` : ""), told.marked, (pair) => pair.map(own)),
    ];
  },
};

// The system stands in the address: #system=NAME, or #system=NAME&task=TASK to go to that task.
const chooser = document.getElementById("system");
const chosen = document.getElementById("chosen");
const show = (name) => {
  const told = Object.hasOwn(answers, name) ? answers[name] : {};
  const sums = [];
  for (const place of document.querySelectorAll(".errors")) {
    const task = place.dataset.task;
    place.replaceChildren();
    if (!Object.hasOwn(told, task)) continue;
    const [sum, ...parts] = SHOW[task](told[task]);
    place.append(make("p", "", bdi(name), `: ${sum}.`), ...parts);
    sums.push(`${task} ${sum}`);
  }
  chooser.value = sums.length ? name : "";
  chosen.textContent = name && !sums.length ? `No system named ${name} has answers on this event.` : sums.join("; ");
};
const follow = () => {
  if (!location.hash.startsWith("#system=")) return;
  const told = new URLSearchParams(location.hash.slice(1));
  show(told.get("system"));
  const place = document.getElementById(told.get("task")) ?? document.getElementById("failures");
  place.scrollIntoView();
};
document.getElementById("chooser").hidden = false;
chooser.addEventListener("change", () => {
  history.replaceState(null, "", chooser.value ? "#system=" + encodeURIComponent(chooser.value) : "#failures");
  show(chooser.value);
});
addEventListener("hashchange", follow);
follow();

// What a holder or a claim of the picture is joined to, while it is pointed at or has the focus.
const graph = document.querySelector(".picture .graph");
const pick = (node) => {
  const chosenHolder = node?.dataset.holder, chosenClaim = node?.dataset.claim;
  graph.classList.toggle("picking", Boolean(node));
  const keep = { holder: new Set([chosenHolder]), claim: new Set([chosenClaim]) };
  const edges = [...graph.querySelectorAll(".side, .bracket")];
  const near = node ? edges.filter(({ dataset }) => chosenHolder ? dataset.holder === chosenHolder : [dataset.claim, dataset.other].includes(chosenClaim)) : [];
  for (const { dataset } of near) {
    keep.holder.add(dataset.holder);
    keep.claim.add(dataset.claim).add(dataset.other);
  }
  for (const edge of edges) edge.classList.toggle("picked", near.includes(edge));
  for (const box of graph.querySelectorAll("a")) box.classList.toggle("picked", keep.holder.has(box.dataset.holder ?? NaN) || keep.claim.has(box.dataset.claim ?? NaN));
};
for (const node of graph?.querySelectorAll("a") ?? []) {
  for (const [on, off] of [["pointerenter", "pointerleave"], ["focus", "blur"]]) {
    node.addEventListener(on, () => pick(node));
    node.addEventListener(off, () => pick(null));
  }
}

// All the pieces of an act of saying, while one of them is pointed at.
for (const text of document.querySelectorAll(".article .text")) {
  const marks = [...text.querySelectorAll("mark")];
  const numbers = (mark) => mark.title.split("; ").map((one) => parseInt(one, 10));
  text.addEventListener("pointerover", ({ target }) => {
    const here = target.closest("mark") ? numbers(target.closest("mark")) : [];
    for (const mark of marks) mark.classList.toggle("picked", numbers(mark).some((one) => here.includes(one)));
  });
}
