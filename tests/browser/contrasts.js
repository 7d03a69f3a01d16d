// How far each piece of the river stands out from what it lies on: a row of [hue, what it is, how much to 1].
() => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
  const brush = canvas.getContext("2d", { willReadFrequently: true });
  const paper = getComputedStyle(document.documentElement).backgroundColor;
  // As it comes out on paper: whatever the colour's space, and however much shines through it.
  const seen = (colour, opacity = 1) => {
    for (const [fill, alpha] of [[paper, 1], [colour, opacity]]) {
      brush.globalAlpha = alpha;
      brush.fillStyle = fill;
      brush.fillRect(0, 0, 1, 1);
    }
    return [...brush.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (colour) => {
    const [red, green, blue] = colour.map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const colours = (piece) => {
    const { fill, stroke, opacity } = getComputedStyle(piece);
    return [fill, stroke].filter((colour) => colour !== "none").map((colour) => seen(colour, Number(opacity)));
  };
  return [...document.querySelectorAll(".river--wide :is(.ribbon, .thread, .sheaf, .notch, .mouth)")].map((piece) => {
    const within = piece.closest("[class*=hue-]");
    const under = piece.matches(".notch") ? colours(piece.parentElement.querySelector(".ribbon"))[0] : seen(paper);
    const found = Math.max(...colours(piece).map((colour) => contrast(colour, under)));
    const what = [within.matches(".is-ended") ? "ended" : "", ...piece.classList].filter((name) => !name.startsWith("hue-"));
    return [within.getAttribute("class").match(/hue-(\w+)/)[1], what.join(" ").trim(), Math.round(found * 100) / 100];
  });
}
