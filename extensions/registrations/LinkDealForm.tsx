import { Select, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';

import { Change } from '../Change.js';
import { Failed } from '../Failed.js';
import { Loading } from '../Loading.js';
import { useView } from '../use-view.js';
import type { RegistrationDealsView, RegistrationRow } from '../view.js';
import type { RegistrationActing } from './acting.js';

interface Props {
  readonly dialogId: string;
  readonly row: RegistrationRow;
  readonly acting: RegistrationActing;
}

const KINDS: readonly RegistrationDealsView['kind'][] = ['registration-deals'];

/** Links a deal of the prospect, which the registration follows from then on. */
export const LinkDealForm = ({ dialogId, row, acting }: Props) => {
  const [dealId, setDealId] = useState<string | null>(null);
  const { state, retry } = useView<RegistrationDealsView>({
    ask: acting.ask,
    name: 'registration-deals',
    parameters: { registrationId: row.id },
    kinds: KINDS,
  });
  return (
    <Change
      ask={acting.ask}
      name="rule-on-registration"
      parameters={dealId === null ? null : { registrationId: row.id, ruling: { kind: 'convert', dealId } }}
      go="Link the deal"
      onSaved={(saved) => acting.onSaved(dialogId, saved)}
      onCancel={() => acting.close(dialogId)}
    >
      {state.kind === 'loading' && <Loading label="Looking up its deals" />}
      {state.kind === 'failed' && (
        <Failed title="Its deals could not be looked up" problem={state.problem} onRetry={retry} />
      )}
      {state.kind === 'shown' && state.view.deals.length === 0 && <Text>{state.view.hint}</Text>}
      {state.kind === 'shown' && state.view.deals.length > 0 && (
        <Select
          name="deal"
          label={`Which deal of ${row.prospect.name} came of it?`}
          required={true}
          value={dealId ?? ''}
          options={state.view.deals.map(({ id, label }) => ({ value: id, label }))}
          onChange={(value) => setDealId(String(value))}
        />
      )}
    </Change>
  );
};
