// The way through the page: says which group is in view.

/** Marks the link of the group that the reader is in. */
export function startSections(nav) {
  const links = new Map([...nav.querySelectorAll('a')].map((link) => [link.hash.slice(1), link]));
  const inView = new Set();

  function mark() {
    const current = [...links.keys()].find((id) => inView.has(id));
    for (const [id, link] of links) {
      if (id === current) {
        link.setAttribute('aria-current', 'true');
        nav.scrollTo({ left: link.offsetLeft - nav.clientWidth / 2 + link.clientWidth / 2 });
      } else {
        link.removeAttribute('aria-current');
      }
    }
  }

  const observer = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting) {
        inView.add(entry.target.id);
      } else {
        inView.delete(entry.target.id);
      }
    }
    mark();
  }, { rootMargin: '-120px 0px -55% 0px' });
  for (const id of links.keys()) {
    observer.observe(document.getElementById(id));
  }
}
