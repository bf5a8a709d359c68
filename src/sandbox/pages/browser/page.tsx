/** The browser's side of the record pages: reads the view out of the document and draws it. */
import { createRoot } from 'react-dom/client';

import type { PageView } from '../page-view.js';
import { HomePage, SettingsPage } from './AppPages.js';
import { CompaniesPage } from './CompaniesPage.js';
import { DealsPage } from './DealsPage.js';
import { ProblemPage } from './ProblemPage.js';
import { RecordPage } from './RecordPage.js';
import { Toaster } from './Toaster.js';
import { TopBar } from './TopBar.js';
import { TourPage } from './TourPage.js';

const Page = ({ view }: { readonly view: PageView }) => {
  switch (view.kind) {
    case 'record':
      return <RecordPage view={view} />;
    case 'deals':
      return <DealsPage view={view} />;
    case 'companies':
      return <CompaniesPage view={view} />;
    case 'home':
      return <HomePage view={view} />;
    case 'settings':
      return <SettingsPage view={view} />;
    case 'tour':
      return <TourPage view={view} />;
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
    <TopBar view={pageView} />
    <Page view={pageView} />
    <Toaster />
  </>,
);
