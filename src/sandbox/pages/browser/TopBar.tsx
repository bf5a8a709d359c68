import { IconHome, IconPortal, IconSettings } from './icons.js';

/** The bar on top of every page: where one is, and the ways out. */
export const TopBar = ({ portalId }: { readonly portalId: number }) => (
  <header className="top-bar">
    <a className="brand" href="/record/home" aria-label="Deals">
      <IconPortal />
    </a>
    <nav aria-label="Portal">
      <a href="/record/home">
        <IconHome /> Deals
      </a>
      <a href="/record/settings">
        <IconSettings /> Settings
      </a>
    </nav>
    <span className="portal-badge">Sandbox portal {portalId}</span>
  </header>
);
