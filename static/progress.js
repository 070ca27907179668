/*
 * A job's progress ([data-progress], polled by htmx) says when the server cannot be reached, and that it goes on asking.
 * An answer that would load the page anew must not cancel the way to another page that somebody just took.
 */
(function () {
  "use strict";

  function mark(event, lost) {
    var job = event.target.closest && event.target.closest("[data-progress]");
    if (job) job.classList.toggle("offline", lost);
  }

  var left = -Infinity, ON_THE_WAY = 5000; // milliseconds; a download leaves the page where it is

  window.addEventListener("beforeunload", function () { left = performance.now(); });
  document.addEventListener("htmx:beforeOnLoad", function (event) {
    if (performance.now() - left < ON_THE_WAY) event.preventDefault();
  });

  document.addEventListener("htmx:sendError", function (event) { mark(event, true); });
  document.addEventListener("htmx:responseError", function (event) { mark(event, true); });
  document.addEventListener("htmx:beforeSwap", function (event) { mark(event, false); });
})();
