/* A job's progress ([data-progress], polled by htmx) says when the server cannot be reached, and that it goes on asking. */
(function () {
  "use strict";

  function mark(event, lost) {
    var job = event.target.closest && event.target.closest("[data-progress]");
    if (job) job.classList.toggle("offline", lost);
  }

  document.addEventListener("htmx:sendError", function (event) { mark(event, true); });
  document.addEventListener("htmx:responseError", function (event) { mark(event, true); });
  document.addEventListener("htmx:beforeSwap", function (event) { mark(event, false); });
})();
