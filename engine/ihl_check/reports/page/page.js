"use strict";
(() => {
  const CHUNK = 100;
  const byId = (id) => document.getElementById(id);
  const summary = JSON.parse(byId("summary").textContent);
  const { incidents, documents, rules, grades, statuses } = summary;
  // What a reader could not see, or would be misled by, is named: control, format and bidi characters.
  const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u2028\u2029\u27e6]/gu;
  const WEB_ADDRESS = /^https?:\/\/[A-Za-z0-9.-]+(?::\d+)?(?:\/[\w./~%?=&+,;:@-]*)?$/;

  const visible = (text) => text.replace(HIDDEN, (each) => each === "\n" || each === "\t" ? each
    : "\u27e6U+" + each.codePointAt(0).toString(16).toUpperCase().padStart(4, "0") + "\u27e7");

  /** An element; strings among its children become text, so that nothing of a source can act as markup. */
  function el(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value);
    }
    for (const child of children.flat(Infinity)) {
      if (child !== null && child !== undefined) made.append(typeof child === "object" ? child : visible(String(child)));
    }
    return made;
  }

  const fillPage = (page, ...children) => page.replaceChildren(...children.flat(Infinity));

  function svg(name, attributes, ...children) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  const number = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;
  const named = (names) => names.map((name) => `“${name}”`).join(", ") || "not stated";
  const titles = (held) => held.map((rule) => rules[rule].title).join("; ");

  // Lines of the big blocks are parsed when somebody asks for one: they stand below this script.
  const blocks = {};
  function line(block, at) {
    blocks[block] = blocks[block] || byId(block).textContent.split("\n");
    return JSON.parse(blocks[block][at]);
  }

  /** Offsets count characters as Python does; where a text has pairs of surrogates, this script counts otherwise. */
  function slicer(text) {
    if (!/[\ud800-\udfff]/.test(text)) return (begin, end) => text.slice(begin, end);
    const characters = Array.from(text);
    return (begin, end) => characters.slice(begin, end).join("");
  }
  const texts = new Map();
  function textOf(at) {
    if (!texts.has(at)) {
      const held = line("document-lines", at);
      texts.set(at, { ...held, slice: slicer(held.text || "") });
    }
    return texts.get(at);
  }

  // ---- filters
  const fields = ["rule", "actor", "place", "from", "to", "happened", "who", "status", "words", "order", "denied"].reduce(
    (all, id) => ({ ...all, [id]: byId(id) }), {});
  const searched = incidents.map((each) => [
    titles(each.rules), each.place, each.country || "", each.actors.join(" "), each.toll,
    ...each.documents.map((at) => `${documents[at].title || ""} ${documents[at].outlet || ""} ${documents[at].id}`),
  ].join(" ").toLowerCase());
  const places = incidents.map((each) => visible(`${each.place} ${each.country || ""}`).toLowerCase());
  const actors = incidents.map((each) => visible(each.actors.join(" \n ") || "not stated").toLowerCase());

  function options(select, first, pairs) {
    select.append(el("option", { value: "" }, first));
    for (const [value, label] of pairs) select.append(el("option", { value }, label));
  }

  function fillFilters() {
    const used = new Map();
    incidents.forEach((each) => each.rules.forEach((rule) => used.set(rule, (used.get(rule) || 0) + 1)));
    options(fields.rule, "all", [...used].sort((a, b) => rules[a[0]].title < rules[b[0]].title ? -1 : 1)
      .map(([rule, count]) => [rule, `${rules[rule].title} (${count})`]));
    options(fields.happened, "all", Object.entries(grades));
    options(fields.who, "all", Object.entries(grades));
    options(fields.status, "all", Object.entries(statuses));
    fields.order.append(el("option", { value: "date" }, "earliest first"), el("option", { value: "late" }, "latest first"),
      el("option", { value: "killed" }, "highest toll first"));
    const sorted = (names) => [...new Set(names.filter(Boolean).map(visible))].sort((a, b) => a.localeCompare(b));
    byId("actors").append(...sorted(incidents.flatMap((each) => each.actors)).map((value) => el("option", { value })));
    byId("places").append(...sorted(incidents.flatMap((each) => [each.place, each.country]))
      .map((value) => el("option", { value })));
  }

  function chosen() {
    const value = Object.fromEntries(Object.entries(fields).map(([id, field]) => [id, field.value.trim().toLowerCase()]));
    const wanted = value.words.split(/\s+/).filter(Boolean);
    const found = [];
    incidents.forEach((each, at) => {
      if (value.rule && !each.rules.includes(Number(value.rule))) return;
      if (value.actor && !actors[at].includes(value.actor)) return;
      if (value.place && !places[at].includes(value.place)) return;
      if (value.from && !(each.end && each.end >= value.from)) return;
      if (value.to && !(each.start && each.start <= value.to)) return;
      if (value.happened && each.happened !== value.happened) return;
      if (value.who && each.who !== value.who) return;
      if (value.status && !each.statuses.includes(value.status)) return;
      if (fields.denied.checked && !each.denied) return;
      if (!wanted.every((word) => searched[at].includes(word))) return;
      found.push(at);
    });
    const late = (at) => incidents[at].start || "";
    if (value.order === "late") found.sort((a, b) => late(a) < late(b) ? 1 : late(a) > late(b) ? -1 : a - b);
    if (value.order === "killed") found.sort((a, b) => (incidents[b].most || 0) - (incidents[a].most || 0) || a - b);
    return found;
  }

  // ---- the list: rows are made as they are scrolled to
  let shown = [];
  let made = 0;

  function row(at) {
    const each = incidents[at];
    const cell = (name, ...content) => el("td", { "data-name": name || null }, ...content);
    return el("tr", {},
      cell("", el("a", { href: `#incident-${at}` }, each.when)),
      cell("Place", each.place + (each.country ? ` (${each.country})` : "")),
      cell("Reported act", titles(each.rules)),
      cell("Alleged actor", named(each.actors)),
      cell("Killed, injured", each.toll),
      el("td", { "data-name": "It happened", class: `grade-${each.happened}` }, grades[each.happened]),
      el("td", { "data-name": "Who did it", class: `grade-${each.who}` }, grades[each.who]),
      el("td", { "data-name": "Reports", class: "number" }, each.documents.length));
  }

  function more(count) {
    const rows = document.createDocumentFragment();
    for (const end = Math.min(shown.length, made + count); made < end; made += 1) rows.append(row(shown[made]));
    byId("rows").append(rows);
    byId("more").hidden = made >= shown.length;
    byId("more").textContent = `Show more (${shown.length - made} left)`;
  }

  function filter() {
    shown = chosen();
    made = 0;
    byId("rows").replaceChildren();
    byId("found").textContent = shown.length === incidents.length ? number(shown.length, "incident")
      : `${shown.length} of ${number(incidents.length, "incident")}`;
    more(CHUNK);
    drawTimeline();
    drawMap();
  }

  // ---- timeline
  function drawTimeline() {
    const days = shown.map((at) => incidents[at].start).filter(Boolean).sort();
    const bars = byId("bars");
    bars.replaceChildren();
    document.getElementById("axis")?.remove();
    byId("timeline").hidden = !days.length;
    if (!days.length) return;
    const first = days[0];
    const last = days[days.length - 1];
    const span = (Date.parse(last) - Date.parse(first)) / 86400000;
    const cut = span <= 62 ? 10 : span <= 62 * 31 ? 7 : 4;
    const counts = new Map();
    for (const key of bins(first.slice(0, cut), last.slice(0, cut))) counts.set(key, 0);
    for (const day of days) counts.set(day.slice(0, cut), (counts.get(day.slice(0, cut)) || 0) + 1);
    const highest = Math.max(...counts.values());
    for (const [key, count] of counts) {
      const bar = count ? el("button", { type: "button", title: `${key}: ${number(count, "incident")}`,
        "aria-label": `${key}: ${number(count, "incident")}` }) : el("span");
      bar.style.height = `${Math.max(count ? 4 : 0, 100 * count / highest)}%`;
      if (count) bar.addEventListener("click", () => { [fields.from.value, fields.to.value] = edges(key); filter(); fields.from.focus(); });
      bars.append(bar);
    }
    const keys = [...counts.keys()];
    const without = shown.length - days.length;
    byId("timeline").append(el("div", { id: "axis" }, el("span", {}, keys[0]),
      el("span", {}, without ? `${without} without a date` : ""), el("span", {}, keys.length > 1 ? keys[keys.length - 1] : "")));
  }

  function bins(first, last) {
    const keys = [];
    if (first.length === 4) for (let year = Number(first); year <= Number(last); year += 1) keys.push(String(year).padStart(4, "0"));
    else if (first.length === 7) {
      for (let month = Number(first.slice(0, 4)) * 12 + Number(first.slice(5)) - 1; ; month += 1) {
        keys.push(`${String(Math.floor(month / 12)).padStart(4, "0")}-${String(month % 12 + 1).padStart(2, "0")}`);
        if (keys[keys.length - 1] >= last) break;
      }
    } else for (let day = Date.parse(first); day <= Date.parse(last); day += 86400000) keys.push(new Date(day).toISOString().slice(0, 10));
    return keys;
  }

  function edges(key) {
    if (key.length === 10) return [key, key];
    if (key.length === 4) return [`${key}-01-01`, `${key}-12-31`];
    const end = new Date(Date.UTC(Number(key.slice(0, 4)), Number(key.slice(5)), 0));
    return [`${key}-01`, end.toISOString().slice(0, 10)];
  }

  // ---- map: the place filter is its counterpart for the keyboard and for screen readers
  function drawMap() {
    const map = summary.map;
    byId("map").hidden = !map;
    if (!map) return;
    const spots = new Map();
    let off = 0;
    for (const at of shown) {
      const { lat, lon, place } = incidents[at];
      if (lat === null) { off += 1; continue; }
      const key = `${lat} ${lon}`;
      const spot = spots.get(key) || { x: lon * 100, y: -lat * 100, count: 0, place };
      spot.count += 1;
      spots.set(key, spot);
    }
    const [x, y, width, height] = map.box;
    const root = byId("map").querySelector("svg") || svg("svg", { viewBox: `0 0 ${width * map.narrow} ${height}`, role: "img" },
      svg("g", { transform: `scale(${map.narrow} 1) translate(${-x} ${-y})` }, svg("path", { d: map.lines })), svg("g", {}));
    root.setAttribute("aria-label", `Map of ${number(spots.size, "place")}. The list has the same places as text.`);
    const unit = Math.max(width * map.narrow, height) / 150;
    root.lastChild.replaceChildren(...[...spots.values()].sort((a, b) => b.count - a.count).map((spot) => {
      const dot = svg("circle", { cx: (spot.x - x) * map.narrow, cy: spot.y - y, r: unit * Math.min(4, Math.sqrt(spot.count)) },
        svg("title", {}));
      dot.firstChild.textContent = visible(`${spot.place}: ${number(spot.count, "incident")}`);
      dot.addEventListener("click", () => { fields.place.value = visible(spot.place); filter(); });
      return dot;
    }));
    if (!root.parentNode) byId("map").append(root);
    byId("map").querySelector("figcaption").textContent = "Places known to the gazetteer; choose one to see it only. " +
      (off ? `${number(off, "incident")} without coordinates. ` : "") + map.credit;
  }

  // ---- pages for an incident and for a document
  const link = (at) => el("a", { href: `#incident-${at}` }, `${incidents[at].when}, ${incidents[at].place}: ${titles(incidents[at].rules)}`);
  const spot = (at, begin, end) => el("a", { href: `#document-${at}-${begin}-${end}` }, `characters ${begin}–${end} in the text`);
  const back = () => el("nav", { "aria-label": "Back" }, el("a", { href: "#list" }, "All incidents"));
  const called = (at) => documents[at].outlet || documents[at].title || documents[at].id;
  const published = (at) => documents[at].published;
  const items = (pairs) => el("dl", {}, pairs.map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));

  /** A slice of a text with the words of `marks` (begin, end, kind) set off. */
  function marked(held, begin, end, marks) {
    const inside = marks.map(([from, to, kind]) => [Math.max(from, begin), Math.min(to, end), kind]).filter(([from, to]) => from < to);
    const edgesOf = [...new Set([begin, end, ...inside.flatMap(([from, to]) => [from, to])])].sort((a, b) => a - b);
    const pieces = [];
    for (let i = 0; i + 1 < edgesOf.length; i += 1) {
      const kinds = inside.filter(([from, to]) => from <= edgesOf[i] && edgesOf[i + 1] <= to).map(([, , kind]) => kind);
      const text = held.slice(edgesOf[i], edgesOf[i + 1]);
      pieces.push(kinds.length ? el("mark", { class: [...new Set(kinds)].join(" "), "data-begin": edgesOf[i] }, text) : text);
    }
    return pieces;
  }

  function showIncident(at) {
    const each = incidents[at];
    const more = line("incident-lines", at);
    const page = byId("incident");
    const passages = more.passages.map((passage) => {
      const held = textOf(passage.document);
      return el("section", {},
        el("h3", {}, `${called(passage.document)}, ${published(passage.document)}${passage.copy ? " (copy)" : ""}`),
        el("blockquote", {}, marked(held, passage.begin, passage.end, passage.marks.map(([from, to]) => [from, to, "words"]))),
        el("p", { class: "source" }, spot(passage.document, passage.begin, passage.end), ` · ${documents[passage.document].id}`),
        items([
          ["Reported act", titles(passage.rules)],
          ["Match strength", passage.strength],
          ["How it is told", passage.told],
          ["Cited source", passage.sources.length ? named(passage.sources) : "own voice"],
          ["Alleged actor, as named", passage.actors],
          ["Killed, injured", passage.harmed],
          ["Words that met a rule", passage.marks.map(([from, to, label]) => `${label}: “${held.slice(from, to)}”`).join("; ")],
          ["Counter-indicators", passage.counters.map(([from, to, label]) => `${label}: “${held.slice(from, to)}”`).join("; ") || "none in the passage"],
        ]),
        passage.denials.map(([from, to, who]) => el("div", {}, el("p", {}, who ? `Denied by “${who}”, in these words:` : "Denied, in these words:"),
          el("blockquote", {}, held.slice(from, to)), el("p", { class: "source" }, spot(passage.document, from, to)))));
    });
    fillPage(page, back(),
      el("h2", {}, `${each.when}, ${each.place}${each.country ? ` (${each.country})` : ""}`),
      el("ul", {}, each.rules.map((rule) => el("li", {}, rules[rule].full))),
      el("p", {}, more.statement),
      items([
        ["Map reference", more.map], ["Alleged actor, as named", named(each.actors)], ["Killed, injured", each.toll],
        ["That it happened", `${grades[each.happened]}. ${more.happened_reason}`], ["Who did it", `${grades[each.who]}. ${more.who_reason}`],
        ["Not stated in any account", more.missing.join(", ") || "all that is asked for is stated"], ["Incident", each.id],
      ]),
      el("p", {}, "The grades follow from the number of independent sources and from denials alone. A person confirms, not this page."),
      el("h2", {}, "Accounts"), passages,
      el("h2", {}, "Sources that count for the grades"), el("ul", {}, more.sources.map((source) => el("li", {}, source))),
      more.figures.length ? [el("h2", {}, "Casualties"),
        el("p", {}, "Figures of several accounts are never added up. A later figure of one outlet replaces its earlier one."),
        el("ul", {}, more.figures.map(([what, whom, figure, where, from, to]) => el("li", {},
          `${what}, ${whom}: ${figure}, “${textOf(where).slice(from, to)}”, ${called(where)}, `, spot(where, from, to))))] : [],
      el("h2", {}, "Law"), el("ul", {}, each.rules.map((rule) => el("li", {}, el("b", {}, rules[rule].title), `: ${rules[rule].law}.`))),
      more.passages.length > 1 ? [el("h2", {}, "Why these accounts are one incident"),
        el("ul", {}, more.reasons.map((reason) => el("li", {}, reason)))] : [],
      more.same.length ? [el("h2", {}, "Possibly the same incident, not merged"),
        el("ul", {}, more.same.map(([other, reasons]) => el("li", {}, link(other), `, for these reasons: ${reasons}`)))] : []);
    return page;
  }

  function showDocument(at, begin, end) {
    const known = documents[at];
    const held = textOf(at);
    const page = byId("document");
    const marks = [...held.quotes.map(([from, to]) => [from, to, "quote"]), ...held.words.map(([from, to]) => [from, to, "words"]),
      ...held.denials.map(([from, to]) => [from, to, "denial"])];
    if (begin !== null) marks.push([begin, end, "here"]);
    const text = held.text === null ? el("p", {}, "Nothing was flagged in this document; its text is not part of this page.")
      : el("div", { class: "text", lang: "" }, marked(held, 0, held.length, marks));
    fillPage(page, back(), el("h2", {}, known.title || known.id),
      items([["File", known.id], ["SHA-256", el("code", {}, known.sha256)], ["Outlet", known.outlet || "not known"],
        ["Published", known.published],
        ...(known.url ? [["Address", WEB_ADDRESS.test(known.url) ? el("a", { href: known.url, rel: "noopener noreferrer" }, known.url) : known.url]] : [])]),
      held.quotes.length ? el("nav", { "aria-label": "Flagged passages" }, el("h3", {}, "Flagged passages"),
        el("ul", {}, held.quotes.map(([from, to, incident]) => el("li", {}, spot(at, from, to), ", told of ", link(incident))))) : [],
      el("p", { class: "source" }, "Set off: flagged passages, in bold the words that met a rule, and denials. Offsets count characters, end exclusive."),
      text);
    return page;
  }

  let scrolled = 0;
  function route() {
    const [kind, at, begin, end] = location.hash.slice(1).split("-");
    const wanted = kind === "incident" && incidents[at] ? "incident" : kind === "document" && documents[at] ? "document" : "list";
    if (wanted !== "list" && !byId("document-lines")) {  // the blocks below are still being read
      document.addEventListener("DOMContentLoaded", route, { once: true });
      return;
    }
    if (!byId("list").hidden) scrolled = window.scrollY;
    const page = wanted === "incident" ? showIncident(Number(at)) : wanted === "document"
      ? showDocument(Number(at), begin === undefined ? null : Number(begin), Number(end)) : byId("list");
    for (const id of ["list", "incident", "document"]) byId(id).hidden = id !== wanted;
    const here = page.querySelector("mark.here");
    if (here) {
      here.tabIndex = -1;
      here.focus({ preventScroll: true });
      here.scrollIntoView({ block: "center", behavior: "instant" });
    } else {
      page.focus({ preventScroll: true });
      window.scrollTo({ top: wanted === "list" ? scrolled : 0, behavior: "instant" });
    }
    document.title = wanted === "list" ? "Passages to check" : visible(page.querySelector("h2").textContent);
  }

  byId("counts").textContent = summary.counts;
  byId("read").textContent = `${number(documents.length, "document")} read`;
  byId("unread-count").textContent = summary.unread.length ? `${number(summary.unread.length, "file")} could not be read` : "Everything could be read";
  const fill = (details, listed, lines) => details.addEventListener("toggle", () => {
    if (details.open && !listed.children.length) listed.append(...lines());
  });
  fill(byId("read").parentNode, byId("documents"), () => documents.map((each, at) =>
    el("li", {}, el("a", { href: `#document-${at}` }, each.title || each.id), ` (${each.id})`)));
  fill(byId("unread-count").parentNode, byId("unread"), () => summary.unread.map(([path, reason]) => el("li", {}, `${path}: ${reason}`)));
  fillFilters();
  filter();
  let waiting = 0;
  byId("filters").addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 120); });
  byId("filters").addEventListener("submit", (event) => { event.preventDefault(); filter(); });
  byId("filters").addEventListener("reset", () => setTimeout(filter));
  byId("more").addEventListener("click", () => {
    const next = made;
    more(CHUNK);
    byId("rows").children[next]?.querySelector("a").focus({ preventScroll: true });
  });
  if ("IntersectionObserver" in window) {
    new IntersectionObserver((entries) => { if (entries[0].isIntersecting && made < shown.length) more(CHUNK); }, { rootMargin: "400px" })
      .observe(byId("more"));
  }
  window.addEventListener("beforeprint", () => { if (!byId("list").hidden) more(shown.length); });
  window.addEventListener("hashchange", route);
  if (location.hash) route();
})();
