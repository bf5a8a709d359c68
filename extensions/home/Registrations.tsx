import { Alert, EmptyState, Flex, Text } from '@hubspot/ui-extensions';
import { useMemo, useState } from 'react';

import type { Ask } from '../ask.js';
import { Failed } from '../Failed.js';
import { Loading } from '../Loading.js';
import type { RegistrationActing } from '../registrations/acting.js';
import { RegistrationList } from '../registrations/RegistrationList.js';
import { useView } from '../use-view.js';
import type { HomeRegistrationsView } from '../view.js';
import type { HomeActions } from './home-actions.js';
import { Pages } from './Pages.js';

interface Props {
  readonly ask: Ask;
  readonly actions: HomeActions;
  /** Something was decided: the portal's numbers move with the next sync. */
  readonly onChanged: () => void;
}

const KINDS: readonly HomeRegistrationsView['kind'][] = ['home-registrations'];

/** Registrations that wait for an answer and those that protect, what is due first, a page at a time. */
export const Registrations = ({ ask, actions, onChanged }: Props) => {
  const [page, setPage] = useState(1);
  const [revision, setRevision] = useState(0);
  const parameters = useMemo(() => ({ page }), [page]);
  const { state, retry } = useView<HomeRegistrationsView>({
    ...{ ask, name: 'home-registrations', parameters, kinds: KINDS, revision },
  });
  const acting = useMemo<RegistrationActing>(
    () => ({
      ask,
      close: actions.closeOverlay,
      onSaved: (dialogId, { message, next }) => {
        actions.closeOverlay(dialogId);
        actions.addAlert({
          type: 'success',
          title: message,
          message: next ?? 'It is kept on the registration.',
        });
        setRevision((before) => before + 1);
        onChanged();
      },
    }),
    [ask, actions, onChanged],
  );
  if (state.kind === 'loading') return <Loading label="Reading registrations" />;
  if (state.kind === 'failed') {
    return <Failed title="Registrations could not be shown" problem={state.problem} onRetry={retry} />;
  }
  const { view } = state;
  if (view.notice !== null) return <Alert title={view.notice} variant="info" />;
  if (view.rows.length === 0) {
    return (
      <EmptyState title="No registration waits">
        <Text>{view.hint}</Text>
      </EmptyState>
    );
  }
  return (
    <Flex direction="column" gap="small">
      <Text format={{ fontWeight: 'demibold' }}>{view.headline}</Text>
      <RegistrationList rows={view.rows} named="both" acting={acting} />
      <Pages page={view.page} pages={view.pages} range={view.range} onPage={setPage} />
    </Flex>
  );
};
