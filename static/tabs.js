/* Moves a row of tabs sideways, where it is wider than the screen, so that the open tab is in view. */
(function () {
  "use strict";

  document.querySelectorAll(".mc-tabs").forEach(function (tabs) {
    var open = tabs.querySelector("[aria-current]");
    if (!open || tabs.scrollWidth <= tabs.clientWidth) return;
    var from = open.getBoundingClientRect().left - tabs.getBoundingClientRect().left;
    tabs.scrollLeft += from - (tabs.clientWidth - open.offsetWidth) / 2;
  });
})();
