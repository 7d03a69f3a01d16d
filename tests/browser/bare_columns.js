// Columns that have ended long before what stands beside them, and what stands torn over two of them,
// but for running text, which goes on as in a newspaper.
// Returns them in words, none when all is well.
(most) => {
  const bottom = (nodes) => Math.max(0, ...[...nodes].map((node) => node.getBoundingClientRect().bottom));
  const shown = (element) => element.checkVisibility() && element.getBoundingClientRect().height > 0;
  const leaves = (element) => [...element.querySelectorAll("*")].filter((node) => !node.firstElementChild && shown(node));
  const ends = (columns) => {
    const filled = columns.filter((nodes) => nodes.length).map(bottom);
    return filled.length > 1 ? Math.max(...filled) - Math.min(...filled) : 0;
  };
  // Of a grid the cells that begin at one height stand beside each other; of columns the leaves by their left edge.
  const besideInAGrid = (element) => {
    const rows = Map.groupBy([...element.children].filter(shown), (cell) => Math.round(cell.getBoundingClientRect().top));
    return Math.max(0, ...[...rows.values()].map((cells) => ends(cells.map((cell) => [cell, ...leaves(cell)].slice(1)))));
  };
  // What goes across all columns ends those above it and begins those below: each run of parts is asked alone.
  const runs = (element) => {
    const parts = [...element.children].filter(shown);
    const across = (part) => getComputedStyle(part).columnSpan === "all";
    return [...Map.groupBy(parts, (part) => parts.slice(0, parts.indexOf(part)).filter(across).length).values()].map((run) =>
      run.filter((part) => !across(part)),
    );
  };
  const besideInColumns = (element) => {
    const { left, width } = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const gap = parseFloat(style.columnGap) || 0;
    const count = Math.max(1, Math.floor((width + gap) / (parseFloat(style.columnWidth) + gap)));
    const place = (node) => Math.floor(((node.getClientRects()[0].left - left + 1) * count) / (width + gap));
    const bare = (run) => {
      const nodes = run.flatMap((part) => [part, ...leaves(part)]).filter((node) => !node.firstElementChild);
      const columns = [...Map.groupBy(nodes.filter((node) => node.getClientRects().length), place).values()];
      const whole = bottom(nodes) - Math.min(...run.map((part) => part.getBoundingClientRect().top));
      return columns.length < count ? whole : ends(columns);
    };
    return Math.max(0, ...runs(element).filter((run) => run.length).map(bare));
  };
  // A paragraph of running text, and what holds nothing else, may go on in the next column; so may a list of what one has said.
  const text = ".section--text, .section--text *:has(.prose), .section--text .prose, .prose > p";
  const runsOn = (element) => element.matches(`${text}, .echoes > section, .echoes .list`);
  const columns = (element) => new Set([...element.getClientRects()].filter((box) => box.height > 1).map((box) => Math.round(box.left)));
  const isBlock = (element) => /^(block|flex|grid|list-item|table)$/.test(getComputedStyle(element).display);
  const torn = [...document.querySelectorAll("main .newspaper *")].filter(
    (element) => shown(element) && isBlock(element) && !runsOn(element) && columns(element).size > 1,
  );
  const found = [...document.querySelectorAll("main .columns, main .trio, main .now, main .newspaper")].map((element) => {
    const bare = element.matches(".newspaper") ? besideInColumns(element) : besideInAGrid(element);
    return bare > most ? `${element.className}: ${Math.round(bare)} px bare` : "";
  });
  return [...found.filter(Boolean), ...torn.map((section) => `torn: ${section.innerText.slice(0, 40)}`)];
};
