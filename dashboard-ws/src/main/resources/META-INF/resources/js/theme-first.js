// Before anything is drawn, so that the page does not flash in the other theme. A classic script: modules would come too late.
(function () {
  let theme = null;
  try {
    theme = localStorage.getItem('tillstream-theme');
  } catch (e) {
    theme = null; // storage may be forbidden; then the system's choice holds
  }
  if (theme === 'light' || theme === 'dark') {
    document.documentElement.dataset.theme = theme;
  }
})();
