import { Alert, Button, Flex, LoadingButton, Select, Text, ToggleGroup } from '@hubspot/ui-extensions';
import { useState } from 'react';

import type { Ask } from '../ask.js';
import { type ChosenPartner, FindPartner } from '../deal-card/FindPartner.js';
import { Effect } from '../Effect.js';
import { useEffectFirst } from '../use-effect-first.js';
import type { BulkDealsView, BulkSavedView, EffectView } from '../view.js';

interface Props {
  readonly view: BulkDealsView;
  readonly ask: Ask;
  readonly onSaved: (saved: BulkSavedView) => void;
}

type What = 'set' | 'remove' | 'confirm';
const KINDS: readonly (EffectView | BulkSavedView)['kind'][] = ['effect', 'saved-deals'];
const NO_MOTION = 'none';
const ROLES = [
  { value: 'sourced', label: 'Sourced', description: 'It brought these deals to us.' },
  { value: 'influenced', label: 'Influenced', description: 'It helped while the deals were on their way.' },
];
const MOTIONS = [
  { value: NO_MOTION, label: 'Not said' },
  { value: 'referral', label: 'Referral' },
  { value: 'resale', label: 'Resale' },
  { value: 'cosell', label: 'Co-sell' },
  { value: 'services', label: 'Services' },
  { value: 'implementation', label: 'Implementation' },
];

const actionsOn = ({ partners }: BulkDealsView) => [
  { value: 'set', label: 'Tag a partner, or change its tag' },
  ...(partners.length > 0 ? [{ value: 'remove', label: 'Take a partner off' }] : []),
  ...(partners.some(({ proposed }) => proposed) ? [{ value: 'confirm', label: 'Confirm proposals' }] : []),
];

/** Everything that is to be chosen; null until it is. */
function useChange(view: BulkDealsView) {
  const [what, setWhat] = useState<What>('set');
  const [partner, setPartner] = useState<ChosenPartner | null>(null);
  const [role, setRole] = useState('');
  const [motion, setMotion] = useState(NO_MOTION);
  const chosen = partner?.companyId ?? null;
  const change =
    chosen === null || (what === 'set' && role === '')
      ? null
      : {
          kind: what,
          partnerId: chosen,
          ...(what === 'set' ? { role, motion: motion === NO_MOTION ? null : motion } : {}),
        };
  const parameters = change === null ? null : { dealIds: view.deals.map(({ dealId }) => dealId), change };
  const choose = (next: What): void => {
    setWhat(next);
    setPartner(null);
  };
  return { what, choose, partner, setPartner, role, setRole, motion, setMotion, parameters };
}

type Chosen = ReturnType<typeof useChange>;

const TagFields = ({ chosen, ask }: { readonly chosen: Chosen; readonly ask: Ask }) => (
  <>
    <FindPartner ask={ask} dealId={null} chosen={chosen.partner} onChoose={chosen.setPartner} />
    <ToggleGroup
      name="role"
      label="What did it do for these deals?"
      toggleType="radioButtonList"
      required={true}
      value={chosen.role}
      options={ROLES}
      onChange={(value) => chosen.setRole(value)}
    />
    <Select
      name="motion"
      label="How (if you know)"
      value={chosen.motion}
      options={MOTIONS}
      onChange={(value) => chosen.setMotion(String(value))}
    />
  </>
);

const PartnerField = ({ chosen, view }: { readonly chosen: Chosen; readonly view: BulkDealsView }) => {
  const offered =
    chosen.what === 'confirm' ? view.partners.filter(({ proposed }) => proposed) : view.partners;
  return (
    <Select
      name="partner"
      label="Which partner"
      required={true}
      value={chosen.partner?.companyId ?? ''}
      options={offered.map(({ companyId, name, where }) => ({
        value: companyId,
        label: `${name} (${where})`,
      }))}
      onChange={(id) => chosen.setPartner(offered.find(({ companyId }) => companyId === id) ?? null)}
    />
  );
};

/** What to do to the selected deals; then the effect on all of them, and saved. */
export const ChangeDeals = ({ view, ask, onSaved }: Props) => {
  const chosen = useChange(view);
  const change = useEffectFirst<BulkSavedView>({ ask, name: 'tag-deals', kinds: KINDS, onSaved });
  const { state, effect, look, save, back } = change;
  const isWorking = state.kind === 'working';
  const lookNow = (): void => {
    if (chosen.parameters !== null) void look(chosen.parameters);
  };
  return (
    <Flex direction="column" gap="medium">
      {effect === null ? (
        <>
          <ToggleGroup
            name="what"
            label="What to do"
            toggleType="radioButtonList"
            value={chosen.what}
            options={actionsOn(view)}
            onChange={(value) => chosen.choose(value as What)}
          />
          {chosen.what === 'set' ? (
            <TagFields chosen={chosen} ask={ask} />
          ) : (
            <PartnerField chosen={chosen} view={view} />
          )}
        </>
      ) : (
        <Effect view={effect} />
      )}
      {state.kind === 'failed' && (
        <Alert title={state.problem.message} variant="error">
          <Text>{state.problem.next}</Text>
        </Alert>
      )}
      <Flex direction="row" gap="small">
        {effect === null || state.kind === 'failed' ? (
          <LoadingButton
            variant="primary"
            loading={isWorking}
            disabled={chosen.parameters === null}
            onClick={lookNow}
          >
            Show the effect
          </LoadingButton>
        ) : (
          <LoadingButton variant="primary" loading={isWorking} onClick={() => void save()}>
            Save
          </LoadingButton>
        )}
        {effect !== null && (
          <Button disabled={isWorking} onClick={back}>
            Back
          </Button>
        )}
      </Flex>
    </Flex>
  );
};
