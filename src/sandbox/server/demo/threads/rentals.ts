import { customer, imani, priya, tildaBristol, tildaPortland } from '../company.ts';
import { DAY, HOUR, say, type Thread } from '../script.ts';

const solene = customer('Solène Marchand', { WHATSAPP: 'whatsapp:+33639981427' });
const theo = customer('Theo Lindgren', { RCS: 'rcs:+15035550134' });
const amara = customer('Amara Whitfield', {
  SMS: '+447700900645',
  WHATSAPP: 'whatsapp:+447700900645',
});
const fernanda = customer('Fernanda Duarte', { SMS: '+15035550189', VOICE: '+15035550189' });
const wren = customer('Wren Castillo', { SMS: '+15035550151' });

const frenchQuote: Thread = {
  name: 'Solène Marchand : six vélos pour un mariage',
  configuration: 'concierge',
  channel: 'WHATSAPP',
  people: [solene, tildaBristol],
  joining: [priya],
  lastAgo: 6 * DAY,
  ended: { status: 'INACTIVE', after: 12 * HOUR },
  metadata: { event: 'wedding', quote: 'Q-0319' },
  lines: [
    say(
      solene,
      0,
      'Bonjour ! Nous nous marions à Bristol le 21 et cherchons six vélos pour aller de la mairie au restaurant. Fleuris si possible 💐',
    ),
    say(
      tildaBristol,
      1,
      'Félicitations à vous deux ! Six vélos de ville sont disponibles ce jour-là, 18 £ chacun, casques et antivols compris. Faut-il les livrer ?',
    ),
    say(
      solene,
      16,
      'Oui, à 14 h devant College Green. Et retour le soir, mais vers minuit… c’est un mariage 😇',
    ),
    say(
      priya,
      1 * HOUR + 12,
      'Bonjour Solène, Priya ici. Livraison offerte, et je laisse les vélos attachés au restaurant : nous passons les chercher le lendemain. Pas la peine de surveiller l’heure !',
    ),
    say(solene, 9, 'Vous êtes des anges. Pouvez-vous tenir le devis jusqu’à vendredi ?'),
    say(
      priya,
      4,
      'Bien sûr. Devis Q-0319, 108 £ en tout, valable jusqu’à vendredi soir. Et pour les fleurs, j’ai des paniers en osier.',
    ),
  ],
};

const gorgeRcs: Thread = {
  name: 'Theo Lindgren: e-bikes for the Gorge',
  configuration: 'messaging',
  channel: 'RCS',
  people: [theo, tildaPortland],
  lastAgo: 27,
  lines: [
    say(
      tildaPortland,
      0,
      'The Columbia River Gorge is turning gold 🍂 E-bike weekends are back: two days, helmets and panniers included, $129. Reply GORGE to pick your dates.',
    ),
    say(theo, 41, 'GORGE'),
    say(tildaPortland, 1, 'Lovely! Which weekend: the 28th, the 5th or the 12th?'),
    say(theo, 2, 'The 5th. Two bikes. My wife is 158 cm, I’m 194, do you have anything for giraffes?'),
    say(
      tildaPortland,
      1,
      'We do! An XS with low step for her and an XL with the long seat post for you, held for the 5th. Pick-up Friday from 4 pm. Shall I send the route past the waterfalls with your confirmation?',
    ),
    say(theo, 3, 'Yes please. Does the battery last to Multnomah Falls and back?'),
    say(
      tildaPortland,
      1,
      'Comfortably: 62 miles round trip with 1,450 ft of climbing, and the packs give you about 80 in Tour mode. The café at the lodge lets you charge for free.',
      { outcome: 'DELIVERED' },
    ),
  ],
};

const twoChannels: Thread = {
  name: 'Amara Whitfield: cargo bike by the month',
  configuration: 'concierge',
  channel: 'SMS',
  people: [amara, tildaBristol],
  joining: [priya],
  lastAgo: 1 * HOUR + 41,
  metadata: { plan: 'cargo-monthly', children: '2' },
  lines: [
    say(amara, 0, 'Hi, is the cargo bike subscription still £79 a month? Thinking of selling the car'),
    say(
      tildaBristol,
      1,
      'Hi Amara! It is, with servicing, theft cover and a rain canopy. You can stop any month. Would you like to try one for a weekend first?',
    ),
    say(amara, 24, 'Yes! Can I send you a video of our front steps? Not sure it fits through the gate'),
    say(
      tildaBristol,
      1,
      'Of course. Videos are easier over WhatsApp: write to us from this number and we’ll carry on right here.',
    ),
    say(amara, 6, 'Hello from WhatsApp! Gate is 84 cm wide, four steps, then a tight left turn 🚪↩️', {
      channel: 'WHATSAPP',
    }),
    say(
      priya,
      33,
      'Hi Amara, Priya here, I’ve measured ours: 72 cm at the box, 89 at the handlebars, but they turn sideways. The steps are the real question. I have an aluminium ramp that I can lend you.',
      { channel: 'WHATSAPP' },
    ),
    say(
      amara,
      5,
      'You thought of everything 😂 Saturday at ten? The twins are already fighting over who sits on the left',
      { channel: 'WHATSAPP' },
    ),
    say(
      tildaBristol,
      1,
      'Saturday 10:00 is confirmed: cargo bike no. 3 with canopy and ramp, two helmets size S. Please bring a photo ID.',
      { channel: 'WHATSAPP' },
    ),
    say(
      tildaBristol,
      1 * DAY + 3 * HOUR,
      'Reminder from Velonora: your trial weekend starts tomorrow at 10:00, 14 Perry Road. Rain is forecast till nine, then sun.',
    ),
    say(amara, 17, 'We’ll be there, raincoats and all ☔️'),
  ],
};

const callThenText: Thread = {
  name: 'Fernanda Duarte: stranded near Sauvie Island',
  configuration: 'concierge',
  channel: 'VOICE',
  people: [fernanda, imani],
  joining: [tildaPortland],
  lastAgo: 1 * DAY + 7 * HOUR,
  lines: [
    say(
      fernanda,
      0,
      'Hi, I rented bike number nineteen this morning and the chain just snapped. I’m by the bridge to Sauvie Island.',
      { words: true },
    ),
    say(imani, 0.3, 'Oh dear. Are you somewhere safe, off the road?'),
    say(fernanda, 0.2, 'Yes, there’s a farm stand. They’ve given me pumpkin pie already.', { words: true }),
    say(
      imani,
      0.2,
      'Then you’re in good hands. Stay there, our van is coming from Linnton, about twenty minutes.',
    ),
    say(
      tildaPortland,
      2,
      'The van is on its way to the farm stand: Marcus, white van with a green wheel on the door, there at 2:35 pm. He has bike no. 22 for you.',
      { channel: 'SMS' },
    ),
    say(fernanda, 1, 'Thank you!! Tell him there’s pie left', { channel: 'SMS' }),
    say(
      tildaPortland,
      41,
      'Bike 22 is yours until tomorrow evening, and today’s rental is free of charge. Enjoy the ride!',
      { channel: 'SMS' },
    ),
  ],
};

const notYet: Thread = {
  name: 'Wren Castillo: company bikes for 40 people',
  configuration: 'concierge',
  channel: 'SMS',
  people: [wren, tildaPortland],
  lastAgo: 12,
  metadata: { source: 'website-form', seats: '40' },
  lines: [],
};

/** Rentals over RCS, WhatsApp, SMS and phone, some over two channels. */
export const rentalThreads: readonly Thread[] = [frenchQuote, gorgeRcs, twoChannels, callThenText, notYet];
