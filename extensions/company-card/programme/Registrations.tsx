import { useMemo } from 'react';

import { CompanyRegistrations } from '../../registrations/CompanyRegistrations.js';
import type { RegistrationActing } from '../../registrations/acting.js';
import type { ProgrammeActing } from './acting.js';

/** What the partner has registered, to be decided; read by itself, since it needs every registration of the portal. */
export const Registrations = ({ acting }: { readonly acting: ProgrammeActing }) => {
  const { companyId, ask, onSaved, close } = acting;
  const own = useMemo<RegistrationActing>(
    () => ({ ask, close, onSaved: (dialogId, saved) => onSaved(saved, dialogId) }),
    [ask, close, onSaved],
  );
  return <CompanyRegistrations companyId={companyId} acting={own} />;
};
