import { Button, Flex, Heading } from '@hubspot/ui-extensions';
import { useCallback, useMemo, useState } from 'react';

import { answered } from '../../answer.js';
import type { Ask } from '../../ask.js';
import type { RecordActions } from '../../deal-card/acting.js';
import { Failed } from '../../Failed.js';
import { Loading } from '../../Loading.js';
import { useView } from '../../use-view.js';
import type { PartnerProgrammeView, SavedView } from '../../view.js';
import type { ProgrammeActing } from './acting.js';
import { Sections } from './Sections.js';

interface Props {
  readonly companyId: string;
  readonly ask: Ask;
  readonly actions: RecordActions;
}

const KINDS: readonly PartnerProgrammeView['kind'][] = ['partner-programme'];

const Opened = ({ companyId, ask, actions }: Props) => {
  const { state, retry, show } = useView<PartnerProgrammeView>({
    ask,
    name: 'partner-programme',
    parameters: { companyId },
    kinds: KINDS,
  });
  // What stands there stays until what follows is known.
  const look = useCallback(async () => {
    const answer = await answered<PartnerProgrammeView>(() => ask('partner-programme', { companyId }), KINDS);
    if (answer.ok) show(answer.view);
    else retry();
  }, [ask, companyId, retry, show]);
  const onSaved = useCallback(
    ({ message, next }: SavedView, dialogId?: string) => {
      if (dialogId !== undefined) actions.closeOverlay(dialogId);
      actions.addAlert({ type: 'success', title: message, message: next ?? 'This card shows it now.' });
      actions.refreshObjectProperties();
      void look();
    },
    [actions, look],
  );
  const mayChange = state.kind === 'shown' && state.view.mayChange;
  const acting = useMemo<ProgrammeActing>(
    () => ({ companyId, ask, mayChange, onSaved, close: actions.closeOverlay }),
    [companyId, ask, mayChange, onSaved, actions],
  );
  if (state.kind === 'loading') return <Loading label="Reading the partner programme" />;
  if (state.kind === 'failed') {
    return (
      <Failed title="The partner programme could not be shown" problem={state.problem} onRetry={retry} />
    );
  }
  return <Sections view={state.view} acting={acting} />;
};

/** The programme part of a partner's card: nothing of it is asked for before somebody opens it. */
export const Programme = (props: Props) => {
  const [isOpen, setOpen] = useState(false);
  return (
    <Flex direction="column" gap="small">
      <Flex direction="row" justify="between" align="center" gap="small">
        <Heading>Partner programme</Heading>
        <Button size="sm" variant="secondary" onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Close the partner programme' : 'Open the partner programme'}
        </Button>
      </Flex>
      {isOpen && <Opened {...props} />}
    </Flex>
  );
};
