/** The app's home page: for partnership managers, who look at the portfolio and settle what waits. */
import { hubspot } from '@hubspot/ui-extensions';
import { useMemo } from 'react';

import { nameOf } from './ask.js';
import { HomePage } from './home/HomePage.js';
import type { HomeActions } from './home/home-actions.js';
import { askAs } from './transport.js';

interface Props {
  readonly userName: string;
  readonly actions: HomeActions;
}

const Home = ({ userName, actions }: Props) => {
  const ask = useMemo(() => askAs(userName, 'page'), [userName]);
  return <HomePage ask={ask} actions={actions} />;
};

hubspot.extend<'home'>(({ context, actions }) => <Home userName={nameOf(context.user)} actions={actions} />);
