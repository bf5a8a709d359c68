import { Flex, SearchInput, Text, ToggleGroup, useDebounce } from '@hubspot/ui-extensions';
import { useMemo, useState } from 'react';

import type { Ask } from '../ask.js';
import { Failed } from '../Failed.js';
import { Loading } from '../Loading.js';
import { useView, type ViewState } from '../use-view.js';
import type { FoundPartner, PartnersFoundView } from '../view.js';

export interface ChosenPartner {
  readonly companyId: string;
  readonly name: string;
}

interface Props {
  readonly ask: Ask;
  /** Null where the partner is looked for on no single deal. */
  readonly dealId: string | null;
  readonly chosen: ChosenPartner | null;
  readonly onChoose: (partner: ChosenPartner) => void;
}

const KINDS: readonly PartnersFoundView['kind'][] = ['partners-found'];
/** Somebody who types fast asks once. */
const PAUSE_MS = 250;

const aboutOf = ({ tier, type, domain, alreadyOnDeal }: FoundPartner): string =>
  [tier, type, ...(domain === null ? [] : [domain]), ...(alreadyOnDeal ? ['already on this deal'] : [])].join(
    ' · ',
  );

const Found = ({
  state,
  retry,
  chosen,
  onChoose,
}: Pick<Props, 'chosen' | 'onChoose'> & {
  readonly state: ViewState<PartnersFoundView>;
  readonly retry: () => void;
}) => {
  if (state.kind === 'loading') return <Loading label="Looking for partners" />;
  if (state.kind === 'failed')
    return <Failed title="Partners could not be looked up" problem={state.problem} onRetry={retry} />;
  const { partners, hint } = state.view;
  return (
    <>
      {partners.length > 0 && (
        <ToggleGroup
          name="found-partner"
          label="Choose the partner"
          toggleType="radioButtonList"
          required={true}
          value={chosen?.companyId ?? ''}
          options={partners.map((partner) => ({
            value: partner.companyId,
            label: partner.name,
            description: partner.cannotBeTagged ?? aboutOf(partner),
            readOnly: partner.cannotBeTagged !== null,
          }))}
          onChange={(id) => {
            const partner = partners.find(({ companyId }) => companyId === id);
            if (partner !== undefined) onChoose(partner);
          }}
        />
      )}
      {hint !== null && <Text variant="microcopy">{hint}</Text>}
    </>
  );
};

/** Looks for a partner while somebody types; an answer to what is no longer in the field is dropped. */
export const FindPartner = ({ ask, dealId, chosen, onChoose }: Props) => {
  const [query, setQuery] = useState('');
  const settled = useDebounce(query, PAUSE_MS);
  const parameters = useMemo(
    () => ({ query: settled.trim(), ...(dealId === null ? {} : { dealId }) }),
    [settled, dealId],
  );
  const { state, retry } = useView<PartnersFoundView>({
    ask,
    name: 'find-partners',
    parameters,
    kinds: KINDS,
  });
  return (
    <Flex direction="column" gap="small">
      <SearchInput
        name="partner-query"
        label="Find a partner"
        placeholder="Name or domain"
        onInput={(value) => setQuery(value)}
      />
      <Found state={state} retry={retry} chosen={chosen} onChoose={onChoose} />
      {chosen !== null && <Text format={{ fontWeight: 'demibold' }}>{`Chosen: ${chosen.name}`}</Text>}
    </Flex>
  );
};
