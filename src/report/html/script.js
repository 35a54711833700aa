(() => {
  "use strict";
  const root = document.documentElement;
  const toggle = document.getElementById("theme");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const stored = () => { try { return localStorage.getItem("linjassa-theme"); } catch { return null; } };
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);
  const show = () => { toggle.textContent = isDark() ? toggle.dataset.light : toggle.dataset.dark; };
  const known = stored();
  if (known === "light" || known === "dark") root.dataset.theme = known;
  toggle.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try { localStorage.setItem("linjassa-theme", root.dataset.theme); } catch { /* Not kept. */ }
    show();
  });
  dark.addEventListener("change", show);
  toggle.hidden = false;
  show();

  // With scripts on, a browser keeps the inside of <noscript> as plain text: a document costs
  // nothing until it is opened, and is simply there when scripts are off.
  const overview = document.getElementById("overview");
  const legend = document.querySelector(".legend");
  const documents = [...document.querySelectorAll("section.document[data-lazy]")];
  const render = (section) => {
    const held = section.querySelector(":scope > noscript");
    if (!held) return;
    const template = document.createElement("template");
    template.innerHTML = held.textContent;
    held.replaceWith(template.content);
  };
  const openDetails = (target) => {
    let details = target && target.closest("details");
    while (details) {
      details.open = true;
      details = details.parentElement.closest("details");
    }
  };
  const follow = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    if (overview) {
      const key = id.split("-")[0];
      const section = /^d\d+$/.test(key) ? document.getElementById(key) : null;
      const wasOpen = section && !section.hidden;
      for (const other of documents) other.hidden = other !== section;
      overview.hidden = section !== null;
      legend.hidden = section === null;
      if (section) {
        render(section);
        section.querySelector(".sheet").before(legend);
        if (id === key && !wasOpen) {
          scrollTo({ top: 0, behavior: "instant" });
          section.querySelector("h1").focus({ preventScroll: true });
        }
      }
    }
    const target = id ? document.getElementById(id) : null;
    openDetails(target);
    if (target && target.matches("details")) {
      target.scrollIntoView({ block: "center" });
      target.querySelector("summary").focus({ preventScroll: true });
    }
  };
  if (overview) for (const section of documents) section.hidden = true;
  addEventListener("hashchange", follow);
  follow();
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open], .why)")];
    for (const details of closed) details.open = true;
  });
  addEventListener("afterprint", () => { for (const details of closed) details.open = false; });

  const number = (text) => (text === "" || text === undefined ? null : Number(text));
  const collator = new Intl.Collator(root.lang, { numeric: true });
  for (const table of document.querySelectorAll("table[data-sortable]")) {
    const body = table.tBodies[0];
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const isRising = head.getAttribute("aria-sort") === "ascending";
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", isRising ? "descending" : "ascending");
        const turn = isRising ? -1 : 1;
        const rows = [...body.rows].map((row) => {
          const cell = row.cells[column];
          const value = cell.dataset.value;
          return { row, text: cell.textContent, value: number(value), isNumber: value !== undefined };
        });
        rows.sort((one, other) => {
          if (!one.isNumber) return turn * collator.compare(one.text, other.text);
          if (one.value === null || other.value === null) return (one.value === null) - (other.value === null);
          return turn * (one.value - other.value);
        });
        body.append(...rows.map(({ row }) => row));
      });
    });
  }

  const controls = document.getElementById("controls");
  if (controls) {
    const search = document.getElementById("search");
    const folder = document.getElementById("folder");
    const verdict = document.getElementById("verdict");
    const shown = document.getElementById("shown");
    const rows = [...document.querySelectorAll("#matrix tbody tr")];
    const filter = () => {
      const words = search.value.toLocaleLowerCase(root.lang).split(/\s+/).filter(Boolean);
      let visible = 0;
      for (const row of rows) {
        const text = row.dataset.text;
        row.hidden = !(words.every((word) => text.includes(word)) &&
          (folder.value === "" || row.dataset.folder === folder.value) &&
          (verdict.value === "" || row.dataset.verdicts.split(" ").includes(verdict.value)));
        if (!row.hidden) visible += 1;
      }
      shown.textContent = `${visible} / ${rows.length}`;
    };
    controls.hidden = false;
    controls.addEventListener("input", filter);
    controls.addEventListener("submit", (event) => event.preventDefault());
    for (const link of document.querySelectorAll("a[data-folder]")) {
      link.addEventListener("click", () => { folder.value = link.dataset.folder; filter(); });
    }
    filter();
  }
})();
