/* Bars whose figures change on the page (the plan's forecast): <svg class="mc-bar" data-value="507" data-target="500"
   data-scale="700">. The server draws the same bar by the tag indicator; this one redraws it when the attributes change.
   Values in basis points; data-scale is the whole width, 10000 unless told. */
(function () {
  "use strict";
  var SVG = "http://www.w3.org/2000/svg";

  function part(name, attributes) {
    var node = document.createElementNS(SVG, name);
    Object.keys(attributes).forEach(function (key) { node.setAttribute(key, attributes[key]); });
    return node;
  }

  function draw(bar) {
    var value = Number(bar.dataset.value) || 0;
    var target = bar.dataset.target === undefined ? null : Number(bar.dataset.target);
    var scale = Math.max(Number(bar.dataset.scale) || 10000, value, target || 0);
    bar.textContent = "";
    bar.appendChild(part("rect", { class: "all", y: 4, width: "100%", height: 12, rx: 2 }));
    bar.appendChild(part("rect", { class: "act", y: 4, width: (value * 100 / scale).toFixed(1) + "%", height: 12, rx: 2 }));
    if (target === null) return;
    var place = part("svg", { x: (target * 100 / scale).toFixed(1) + "%", overflow: "visible" });
    place.appendChild(part("rect", { class: "aim", x: -1, width: 2, height: 20 }));
    bar.appendChild(place);
    var row = bar.closest(".mc-ind");
    if (!row) return;
    row.classList.toggle("met", value >= target);
    row.classList.toggle("gap", value < target);
  }

  var watcher = new MutationObserver(function (changes) {
    changes.forEach(function (change) { draw(change.target); });
  });

  function start(root) {
    root.querySelectorAll("svg.mc-bar[data-value]").forEach(function (bar) {
      draw(bar);
      watcher.observe(bar, { attributes: true, attributeFilter: ["data-value", "data-target", "data-scale"] });
    });
  }

  start(document);
  document.addEventListener("htmx:load", function (event) { start(event.target); });
})();
