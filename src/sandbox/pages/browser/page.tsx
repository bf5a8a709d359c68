/** The browser's side of the record pages: reads the view out of the document and draws it. */
import { createRoot } from 'react-dom/client';

import type { PageView } from '../page-view.js';
import { HomePage } from './HomePage.js';
import { ProblemPage, SettingsPage } from './PlainPages.js';
import { RecordPage } from './RecordPage.js';
import { TopBar } from './TopBar.js';

const Page = ({ view }: { readonly view: PageView }) => {
  switch (view.kind) {
    case 'record':
      return <RecordPage view={view} />;
    case 'home':
      return <HomePage view={view} />;
    case 'settings':
      return <SettingsPage view={view} />;
    case 'problem':
      return <ProblemPage view={view} />;
  }
};

const root = document.getElementById('root');
const view = document.getElementById('view');
if (root === null || view === null) throw new Error('The document has no view to draw.');
const pageView = JSON.parse(view.textContent) as PageView;
createRoot(root).render(
  <>
    <TopBar portalId={pageView.portalId} />
    <Page view={pageView} />
  </>,
);
