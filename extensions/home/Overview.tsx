import { Flex } from '@hubspot/ui-extensions';

import type { HomeReady } from '../view.js';
import { Models } from './Models.js';
import { Months } from './Months.js';
import { Portfolio } from './Portfolio.js';
import { Week } from './Week.js';

/** The portfolio: totals with their identity, months, models side by side, what changed. */
export const Overview = ({ view }: { readonly view: HomeReady }) => (
  <Flex direction="column" gap="large">
    <Portfolio periods={view.portfolio} />
    <Months months={view.months} />
    <Week week={view.week} />
    <Models models={view.models} />
  </Flex>
);
