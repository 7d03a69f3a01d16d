// Which words of a picture lie upon each other, or nearer than so many pixels, in pairs. Each is a rectangle,
// turned as it is drawn.
([selector, gap]) => {
  const SHARE = 0.7; // of a line's height: above and below the letters it is empty
  const words = [...document.querySelectorAll(selector)].filter((text) => text.checkVisibility() && text.textContent.trim());
  const corners = (text) => {
    const { x, y, width, height } = text.getBBox();
    const inside = (height * (1 - SHARE)) / 2;
    const matrix = text.getScreenCTM();
    return [[x, y + inside], [x + width, y + inside], [x + width, y + height - inside], [x, y + height - inside]]
      .map(([left, top]) => new DOMPoint(left, top).matrixTransform(matrix));
  };
  const axes = (box) => [[box[0], box[1]], [box[1], box[2]]].map(([from, to]) => ({ x: to.x - from.x, y: to.y - from.y }));
  const reach = (box, axis) => {
    const along = box.map((point) => point.x * axis.x + point.y * axis.y);
    return [Math.min(...along), Math.max(...along)];
  };
  // Two turned rectangles lie apart when a line along a side of one of them divides them.
  const lieApart = (one, other) =>
    [...axes(one), ...axes(other)].some((axis) => {
      const [a, b] = [reach(one, axis), reach(other, axis)];
      const far = gap * Math.hypot(axis.x, axis.y);
      return a[1] + far <= b[0] || b[1] + far <= a[0];
    });
  const boxes = words.map(corners);
  return words.flatMap((text, place) =>
    words.slice(place + 1)
      .filter((_, after) => !lieApart(boxes[place], boxes[place + 1 + after]))
      .map((other) => `${text.textContent.trim()} / ${other.textContent.trim()}`),
  );
};
