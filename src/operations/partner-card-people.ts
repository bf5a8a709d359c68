import { counted } from './deal-card-days.js';
import type { PartnerCardFacts } from './read-partner-card.js';
import type { PartnerPeople } from './views/company-card-view.js';

/** The people of a partner: whom to call. */
export function peopleOf({ people, totalPeople }: PartnerCardFacts): PartnerPeople {
  return {
    items: people.map(({ id, name, title, email, phone }) => ({
      contactId: id,
      name: name ?? `Contact without a name (ID ${id})`,
      title: title ?? '',
      email: email ?? '',
      phone: phone ?? '',
    })),
    more:
      totalPeople > people.length
        ? `${counted(people.length, 'person', 'people')} of ${totalPeople} are shown; all are under Contacts on this record.`
        : null,
  };
}
