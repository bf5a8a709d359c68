import type { PageView } from '../page-view.js';
import { IconCompany, IconDeal, IconHome, IconPortal, IconSettings, IconTour } from './icons.js';

const PLACES = [
  { href: '/record', words: 'Tour', Icon: IconTour },
  { href: '/record/home', words: 'Partnership Manager', Icon: IconHome },
  { href: '/record/deals', words: 'Deals', Icon: IconDeal },
  { href: '/record/companies', words: 'Companies', Icon: IconCompany },
  { href: '/record/settings', words: 'Settings', Icon: IconSettings },
] as const;

const placeOf = (view: PageView): string | null => {
  switch (view.kind) {
    case 'tour':
      return '/record';
    case 'record':
      return `/record/${view.objectType}`;
    case 'problem':
      return null;
    case 'home':
    case 'deals':
    case 'companies':
    case 'settings':
      return `/record/${view.kind}`;
  }
};

/** The bar on top of every page: where one is, and the ways out. */
export const TopBar = ({ view }: { readonly view: PageView }) => {
  const here = placeOf(view);
  return (
    <header className="top-bar">
      <span className="brand" aria-hidden="true">
        <IconPortal />
      </span>
      <nav aria-label="Portal">
        {PLACES.map(({ href, words, Icon }) => (
          <a key={href} href={href} aria-current={href === here ? 'page' : undefined}>
            <Icon /> <span>{words}</span>
          </a>
        ))}
      </nav>
      <span className="portal-badge">Sandbox portal {view.portalId}</span>
    </header>
  );
};
