/**
 * Every extension of the app: what people see in HubSpot. A new one is one entry here and one `.tsx` in `extensions/`
 * beside the others; the folder, the component file, the bundle and its line in `cards.json` follow from the entry.
 */

interface Source {
  readonly uid: string;
  /** As people read it: the tab's title, the menu's text. */
  readonly name: string;
  /** Entry file in `extensions/`. */
  readonly file: string;
}

/** A card on records: a tab, or a place in the sidebar. */
export interface CardSource extends Source {
  readonly kind: 'card';
  readonly description: string;
  /** A PNG in `extensions/`, shown where an admin places the card. */
  readonly previewImage: string;
  readonly previewText: string;
  readonly location: 'crm.record.tab' | 'crm.record.sidebar' | 'crm.preview' | 'helpdesk.sidebar';
  readonly objectTypes: readonly string[];
}

/** The app's home page: an app has one. */
export interface HomeSource extends Source {
  readonly kind: 'page';
  readonly location: 'home';
  readonly objectTypes: readonly [];
}

/** The app's settings page: an app has one. */
export interface SettingsSource extends Source {
  readonly kind: 'settings';
  readonly location: 'settings';
  readonly objectTypes: readonly [];
}

/** An action on the records that somebody selected in a list. */
export interface BulkActionSource extends Source {
  readonly kind: 'bulk-action';
  readonly location: 'crm.bulkActions';
  readonly objectTypes: readonly string[];
}

export type ExtensionSource = CardSource | HomeSource | SettingsSource | BulkActionSource;

/** Folder in `app/` that HubSpot's parser wants each kind in. */
export const EXTENSION_FOLDERS: Readonly<Record<ExtensionSource['kind'], string>> = {
  card: 'cards',
  page: 'pages',
  settings: 'settings',
  'bulk-action': 'actions',
};

export const EXTENSIONS: readonly ExtensionSource[] = [
  {
    kind: 'card',
    uid: 'deal-card-tab',
    name: 'Partnership',
    description: 'Which partners sourced or influenced this deal, what credit each of them has, and why.',
    file: 'DealCard.tsx',
    previewImage: 'preview/deal-card.png',
    previewText: 'The partners of a deal with tier, role and last touch, and the credit of each.',
    location: 'crm.record.tab',
    objectTypes: ['deals'],
  },
  {
    kind: 'card',
    uid: 'deal-card-sidebar',
    name: 'Partner',
    description: 'Who the partner on this deal is, one line of why, and whom to call.',
    file: 'DealSidebar.tsx',
    previewImage: 'preview/deal-sidebar.png',
    previewText: 'The partner of a deal with its tier and role, one line of why, and whom to call.',
    location: 'crm.record.sidebar',
    objectTypes: ['deals'],
  },
  {
    kind: 'card',
    uid: 'company-card-tab',
    name: 'Partnership',
    description:
      'On a partner: what it brings, its deals and its people. On any other company: the partners around it.',
    file: 'CompanyCard.tsx',
    previewImage: 'preview/company-card.png',
    previewText:
      'A partner’s sourced and influenced revenue, in total and by month, with its deals and people.',
    location: 'crm.record.tab',
    objectTypes: ['companies'],
  },
  {
    kind: 'settings',
    uid: 'app-settings',
    name: 'Partnership settings',
    file: 'Settings.tsx',
    location: 'settings',
    objectTypes: [],
  },
  {
    kind: 'page',
    uid: 'app-home',
    name: 'Partnerships',
    file: 'Home.tsx',
    location: 'home',
    objectTypes: [],
  },
  {
    kind: 'bulk-action',
    uid: 'bulk-tag',
    name: 'Tag a partner',
    file: 'BulkTag.tsx',
    location: 'crm.bulkActions',
    objectTypes: ['deals'],
  },
];
