import { Alert, Flex, Heading, Text } from '@hubspot/ui-extensions';
import { useMemo, useState } from 'react';

import { DialogButton } from '../DialogButton.js';
import { Failed } from '../Failed.js';
import { Loading } from '../Loading.js';
import { useView } from '../use-view.js';
import type { CompanyRegistrationsView } from '../view.js';
import type { RegistrationActing } from './acting.js';
import { RegisterForm } from './RegisterForm.js';
import { RegistrationList } from './RegistrationList.js';

interface Props {
  readonly companyId: string;
  readonly acting: RegistrationActing;
}

const KINDS: readonly CompanyRegistrationsView['kind'][] = ['company-registrations'];

const TITLES = { partner: 'Registrations', prospect: 'Deal registrations' } as const;

/** What a partner has registered, or what of a company is registered; read by itself, after the card. */
export const CompanyRegistrations = ({ companyId, acting }: Props) => {
  const [revision, setRevision] = useState(0);
  const parameters = useMemo(() => ({ companyId }), [companyId]);
  const { state, retry } = useView<CompanyRegistrationsView>({
    ...{ ask: acting.ask, name: 'company-registrations', parameters, kinds: KINDS, revision },
  });
  const own = useMemo<RegistrationActing>(
    () => ({
      ...acting,
      onSaved: (dialogId, saved) => {
        acting.onSaved(dialogId, saved);
        setRevision((before) => before + 1);
      },
    }),
    [acting],
  );
  if (state.kind === 'loading') return <Loading label="Reading registrations" />;
  if (state.kind === 'failed') {
    return <Failed title="Registrations could not be shown" problem={state.problem} onRetry={retry} />;
  }
  const { view } = state;
  return (
    <Flex direction="column" gap="small">
      <Flex direction="row" justify="between" align="center" gap="small">
        <Heading>{TITLES[view.as]}</Heading>
        {view.mayRegister && (
          <DialogButton
            id="register-deal"
            label="Register a deal"
            title={`Register ${view.name} for a partner`}
          >
            {() => (
              <RegisterForm
                dialogId="register-deal"
                companyId={companyId}
                dealId={null}
                currency={view.currency}
                acting={own}
              />
            )}
          </DialogButton>
        )}
      </Flex>
      {view.notice !== null && <Alert title={view.notice} variant="info" />}
      {view.notice === null && view.rows.length === 0 && <Text>{view.hint}</Text>}
      {view.rows.length > 0 && (
        <RegistrationList
          rows={view.rows}
          named={view.as === 'partner' ? 'prospect' : 'partner'}
          acting={own}
        />
      )}
      {view.more !== null && <Text variant="microcopy">{view.more}</Text>}
    </Flex>
  );
};
