/**
 * What customers and the shop write to each other, in pieces that follow one another: by the customer (c), by a person
 * of the shop (s), by its assistant (t). Placeholders: {name} the customer's first name, {staff} the shop's person,
 * {bike} a bicycle, {ticket}, {price} with its currency, {day}, {hour}, {slot} minutes past it, {n} a small number.
 */
export type DialogueLine = readonly [by: 'c' | 's' | 't', text: string];
export type Dialogue = readonly [DialogueLine, ...DialogueLine[]];

/** Each begins a conversation, or goes on with one. */
export const WRITTEN: readonly { topic: string; lines: Dialogue }[] = [
  {
    topic: 'flat tire',
    lines: [
      ['c', 'Hi! Rear tire of my {bike} is flat again, second time in {n} weeks. Can I bring it in {day}?'],
      ['t', 'Hello {name}, sorry to hear that. {day} at {hour}:{slot} is free. Shall I book it?'],
      ['c', 'Yes please.'],
      ['t', 'Booked: {day}, {hour}:{slot}, ticket {ticket}. A repeat flat within 30 days is on us.'],
      ['s', '{staff} here. There was a steel splinter left in the tire. Out now, new tube, wheel trued.'],
      ['c', 'That explains it. Thank you!'],
    ],
  },
  {
    topic: 'brakes squeal',
    lines: [
      ['c', 'My front brake squeals so loud that dogs answer. {bike}, disc brakes.'],
      ['t', 'That we can help with, {name}. Did anything oily get near the disc lately?'],
      ['c', 'I may have been generous with the chain lube…'],
      ['s', 'Classic 😄 Don’t ride it downhill until I’ve seen it. Pads and a disc clean are {price}.'],
      ['c', 'OK, {price} is fine. When?'],
      ['t', '{day} from {hour}:00, ticket {ticket}. It takes about {n}0 minutes, you can wait here.'],
      ['c', 'I’ll be there.'],
      ['s', 'Done. It stops like a thought now, and silently.'],
    ],
  },
  {
    topic: 'spring service',
    lines: [
      ['c', 'What does a full service cost for a {bike}? It stood in the cellar all winter.'],
      ['t', 'A full service is {price}, parts not included. It takes {n} working days.'],
      ['c', 'And if something has to be replaced?'],
      ['t', 'Nothing above $20 is done without your yes. We write here first.'],
      ['c', 'Good. {day} then?'],
      ['t', '{day} at {hour}:{slot} it is, ticket {ticket}. Please bring both keys of the lock.'],
      [
        's',
        'Hello {name}, {staff} from the workshop. Chain is worn past 1 %, I would change it: {price} more.',
      ],
      ['c', 'Go ahead.'],
      ['s', 'All done, washed as well. Ready from {hour}:00.'],
      ['c', 'Wonderful, picking it up after work.'],
    ],
  },
  {
    topic: 'e-bike battery',
    lines: [
      ['c', 'The battery of my {bike} loses half its charge overnight. It is {n} years old.'],
      ['s', 'Where does it stand at night? Below freezing they do that.'],
      ['c', 'On the balcony. Oh.'],
      ['s', 'Take it inside for a night or two and tell me what the display says in the morning.'],
      ['c', 'Full four bars this morning!'],
      ['s', 'There you go. A capacity test is {price} if you want to be sure, but I would not.'],
      ['c', 'You’ve just talked yourself out of {price}. I’ll be back for tires.'],
    ],
  },
  {
    topic: 'rental for the weekend',
    lines: [
      ['c', 'Do you have {n} city bikes for Saturday? One of us is 6 ft 5.'],
      ['t', 'Hello {name}! Yes: {n} bikes, one of them XL, Saturday 9:00 to 18:00, {price} in all.'],
      ['c', 'Helmets?'],
      ['t', 'Included, and locks. Shall I hold them under ticket {ticket}?'],
      ['c', 'Yes, please hold them.'],
      ['t', 'Held until Friday {hour}:00. Please bring one photo ID for the group.'],
      ['c', 'See you Saturday 🚲'],
    ],
  },
  {
    topic: 'late return',
    lines: [
      ['c', 'We are still on the river path, we won’t make it back by {hour}:00. Puncture, our fault.'],
      ['s', 'Is everyone fine? Which bike?'],
      ['c', 'All fine. The {bike}, front wheel.'],
      ['s', 'Leave it locked at the nearest rack, send me the place, and walk to the tram. We fetch it.'],
      ['c', 'It’s at the rack by the boathouse.'],
      ['t', 'The van is there around {hour}:{slot}. The rental ended at {hour}:00, no late fee.'],
      ['c', 'You are very kind.'],
    ],
  },
  {
    topic: 'invoice',
    lines: [
      ['c', 'Could you send the invoice for ticket {ticket} again, with our company’s name on it?'],
      ['t', 'Of course. Which name and address should it have?'],
      ['c', 'Harbor & Pine Architects, same street as before, suite {n}.'],
      ['t', 'Sent as PDF a moment ago. The amount is {price}, paid by card.'],
      ['c', 'Got it, thanks.'],
    ],
  },
  {
    topic: 'pick-up reminder',
    lines: [
      ['t', 'Hello {name}, your {bike} has been ready since {day}. We close at 18:00. Ticket {ticket}.'],
      ['c', 'Sorry, I’m out of town till the weekend. Is that a problem?'],
      ['t', 'Not at all: we keep it for {n} weeks. Shall I put it in the cellar?'],
      ['c', 'Please do.'],
    ],
  },
  {
    topic: 'gears skip',
    lines: [
      ['c', 'When I push hard it jumps gears, and not the ones I asked for. {bike}.'],
      ['s', 'In every gear or in the middle ones? And did it fall over on the right side?'],
      ['c', 'Middle ones. No fall that I know of. My brother borrowed it, so who knows.'],
      ['s', 'Then bring the brother’s {price} along 😉 Hanger or cassette, I see it in a minute.'],
      ['t', '{day} at {hour}:{slot} is free, ticket {ticket}.'],
      ['c', 'Taken.'],
      ['s', 'It was the hanger, bent {n} mm inward. Straightened and indexed, shifts like new.'],
      ['c', 'I’ll tell my brother what {n} mm cost.'],
    ],
  },
  {
    topic: 'lost key',
    lines: [
      ['c', 'I’ve lost the key of the frame lock. Number on the card is V-{n}07.'],
      ['t', 'We can order a key by that number: {price}, {n} working days. Do you have the card with you?'],
      ['c', 'Yes, and an ID.'],
      ['t', 'Then please show both at the counter once. Ticket {ticket}.'],
      ['s', 'Key has come in, it turns smoothly. A second one is in the bag, on the house.'],
      ['c', 'Thank you so much!'],
    ],
  },
  {
    topic: 'child seat',
    lines: [
      ['c', 'Does a child seat fit on a {bike}? Our daughter is {n}.'],
      ['s', 'On the rear rack yes, up to 48 lb. The one we like is {price}, mounting included.'],
      ['c', 'And can it come off again for the commute?'],
      ['s', 'One lever, ten seconds. I’ll show you.'],
      ['c', 'Then {day}, please. She wants the yellow one.'],
      ['t', 'A yellow one is put aside under {ticket}. {day}, {hour}:{slot}.'],
      ['c', 'She has told everyone at daycare already.'],
    ],
  },
  {
    topic: 'thank you',
    lines: [
      ['c', 'Just wanted to say: {n} hundred miles since the repair and not a sound. Thank you, {staff}!'],
      ['s', 'That makes my day, {name}. Print-out goes over the workbench.'],
      ['c', 'Well deserved ⭐️⭐️⭐️⭐️⭐️'],
    ],
  },
  {
    topic: 'opening hours',
    lines: [
      ['c', 'Are you open on the holiday?'],
      ['t', 'On public holidays from 10:00 to 14:00: rentals and returns, no workshop.'],
      ['c', 'A return is all I need, ticket {ticket}.'],
      ['t', 'Then any time before 14:00. Have a good ride!'],
    ],
  },
];

/** What is said on the phone: every line begins with who is heard. */
export const SPOKEN: readonly { topic: string; lines: Dialogue }[] = [
  {
    topic: 'call about a repair',
    lines: [
      ['s', 'Velonora workshop, {staff} speaking, how can I help?'],
      ['c', 'Hi, this is {name}, I’m calling about my {bike}. Is it ready by any chance?'],
      ['s', 'One moment, I’ll look. Ticket {ticket}, right?'],
      ['c', 'Right, yes.'],
      ['s', 'It’s on the stand right now. The wheel is done, the brakes I’m doing after lunch.'],
      ['c', 'Okay, so around {hour}?'],
      ['s', 'Make it {hour} {slot} and you won’t have to wait.'],
      ['c', 'Perfect. Oh, and could you look at the bell? It sounds a bit, um, sad.'],
      ['s', 'A sad bell. I’ll cheer it up.'],
      ['c', 'Thanks, bye bye.'],
    ],
  },
  {
    topic: 'call about a rental',
    lines: [
      ['s', 'Velonora rentals, good morning.'],
      ['c', 'Good morning. We’d like {n} bikes for {day}, two of them electric if you have that.'],
      ['s', 'We do. From what time on?'],
      ['c', 'About {hour}, until the evening.'],
      ['s', 'That would be {price} for everything, helmets included.'],
      ['c', 'That’s fine. Do you need a deposit?'],
      ['s', 'Just a photo ID for the group. I’ve put it down as {ticket}.'],
      ['c', 'Lovely, see you {day}.'],
    ],
  },
  {
    topic: 'stranded',
    lines: [
      ['s', 'Velonora workshop, {staff}.'],
      ['c', 'Hello, I’m stuck on the bridge, my chain just snapped. It’s the {bike} from you.'],
      ['s', 'Are you off the lane and safe?'],
      ['c', 'Yes, I’m on the sidewalk.'],
      ['s', 'Good. The van is {n} minutes from you. Stay at the east end, by the stairs.'],
      ['c', 'You’re coming here? That’s amazing.'],
      ['s', 'Sure. It’s warm in the van, too.'],
    ],
  },
  {
    topic: 'call back',
    lines: [
      ['s', 'Hi {name}, this is {staff} from Velonora. You asked for a call about the estimate.'],
      ['c', 'Yes, hi. {price} seemed like a lot for a service.'],
      ['s', 'I get that. About half of it is the new cassette, and that can wait until fall.'],
      ['c', 'Oh. Then let’s do the rest and wait with that.'],
      ['s', 'Good plan. I’ll note it on {ticket}.'],
      ['c', 'Thanks for being straight with me.'],
    ],
  },
];

export const BIKES: readonly [string, ...string[]] = [
  'blue city bike',
  'cargo bike',
  'touring bike',
  'folding bike',
  'gravel bike',
  'e-bike',
  'tandem',
  'old steel road bike',
  'mountain bike',
  'green step-through',
];

export const DAYS: readonly [string, ...string[]] = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
];
