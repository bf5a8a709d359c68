/** The app's settings page: for ops, who set the portal up and keep its policy. */
import { hubspot } from '@hubspot/ui-extensions';
import { useMemo } from 'react';

import { nameOf } from './ask.js';
import type { PageActions } from './settings/page-actions.js';
import { SettingsPage } from './settings/SettingsPage.js';
import { askAs } from './transport.js';

interface Props {
  readonly userName: string;
  readonly actions: PageActions;
}

const Settings = ({ userName, actions }: Props) => {
  const ask = useMemo(() => askAs(userName, 'page'), [userName]);
  return <SettingsPage ask={ask} actions={actions} />;
};

hubspot.extend<'settings'>(({ context, actions }) => (
  <Settings userName={nameOf(context.user)} actions={actions} />
));
