import type { Random } from '../store/random.ts';

const PARTS: readonly [part: string, remarks: [string, ...string[]]][] = [
  [
    'Frame, main tubes',
    [
      'No cracks at any lug. Paint tired, steel in fine health.',
      'Checked at every joint with a mirror and dye. Sound.',
    ],
  ],
  ['Fork', ['Straight to within 1 mm over its length.', 'Steerer clean, no wear at the crown race.']],
  [
    'Headset',
    [
      'Lower race slightly notched; repacked, now turns freely.',
      'Dry as a bone. Cleaned, greased, adjusted.',
    ],
  ],
  [
    'Captain’s stem',
    [
      'Bolt was under-torqued. Set to 18 Nm and marked with a paint line.',
      'Quill greased; it had begun to seize.',
    ],
  ],
  [
    'Stoker’s stem',
    ['Fine. Pinch bolt replaced with a stainless one.', 'A little play, gone after a quarter turn.'],
  ],
  [
    'Front rim',
    [
      'Braking surface 1.1 mm at its thinnest. It will do this tour, not the next one.',
      'True to 0.4 mm, tension even all round.',
    ],
  ],
  [
    'Rear rim',
    ['One spoke loose on the drive side, brought up. 40 spokes, all present.', 'Hop of 0.7 mm taken out.'],
  ],
  ['Front hub', ['Bearings repacked. Cones smooth.', 'Smooth; fresh grease all the same.']],
  [
    'Rear hub',
    [
      'Drag brake thread clean, bearings good for another 5,000 km.',
      'Cones lightly pitted; polished, adjusted, watch them.',
    ],
  ],
  [
    'Tires',
    [
      'Sidewalls cracked by age, front and rear. I would not load these.',
      'Tread is fine but the rubber is eleven years old. Please, new ones.',
    ],
  ],
  [
    'Front brake',
    ['Pads 2 mm. New pads, new cable, arms greased.', 'Straddle cable frayed at the anchor, so a new one.'],
  ],
  [
    'Rear brake',
    [
      'Cable outer kinked behind the seat tube; stops well once replaced.',
      'Works, though the long run makes it spongy. Compressionless outer suggested.',
    ],
  ],
  [
    'Drag brake',
    [
      'Shoes at 60 %. Downhill into Devon you will be glad of it.',
      'Adjusted to bite half-way along the lever.',
    ],
  ],
  [
    'Timing chain',
    [
      'Stretched by 0.6 %. Still within limits, but a new one costs £14.',
      'Slack taken up with the eccentric; runs quietly.',
    ],
  ],
  ['Drive chain', ['1.1 % stretched: past its time.', 'Worn out, and has begun to eat the middle ring.']],
  [
    'Cassette',
    [
      'Teeth 4 to 6 hooked. To be changed together with the chain.',
      'Two sprockets gone, the rest will follow.',
    ],
  ],
  [
    'Chainrings',
    [
      'Granny ring like new. I suspect it is about to be used.',
      'Middle ring usable with a new chain; inspected tooth by tooth.',
    ],
  ],
  [
    'Bottom brackets',
    ['Front one gritty, both replaced with sealed units.', 'Rear one loose by a hair, adjusted.'],
  ],
  [
    'Pedals',
    [
      'Captain’s left pedal clicks. Repacked; if it comes back, I have a spare pair for you.',
      'Four pedals, eight bearings, all smooth now.',
    ],
  ],
  [
    'Derailleurs',
    ['Jockey wheels sharp as stars. New ones in.', 'Hanger was 3 mm out and is straight again.'],
  ],
  ['Shifters', ['Friction levers, indestructible. I envy you.', 'Cleaned and adjusted, cables new.']],
  [
    'Rear rack',
    [
      'A crack at the lower left eyelet. It would have failed by Exeter.',
      'Weld on the left stay is giving way; not to be loaded.',
    ],
  ],
  ['Mudguards', ['Stay bolt missing at the rear. Replaced.', 'Fine, rattles cured with a rubber washer.']],
  [
    'Dynamo and lamps',
    [
      'Good light, corroded connector behind the lamp; soldered.',
      'Works. The rear lamp’s cable now runs out of harm’s way.',
    ],
  ],
  [
    'Stoker’s saddle',
    [
      'The leather has sagged past the adjuster’s reach.',
      'Rails bent on the left. Not comfortable, I should think.',
    ],
  ],
];

/** A mechanic's report on a tandem, long on purpose: as long as a real one. */
export function inspectionReport(random: Random): string {
  const lines = PARTS.map(([part, remarks], index) => `${index + 1}. ${part}: ${random.pick(remarks)}`);
  const kilometres = random.between(61, 74) * 1000;
  return [
    'Dear Ruth, as promised, the proper report. Make yourself a cup of tea first, it is a long one.',
    'INSPECTION REPORT BRS-1467\nDawes Galaxy Twin, 1986, frame no. GT4417\n' +
      `Inspected by Priya Raman, on the stand and over a 9 km test ride (with my brother as stoker; he complained). By the wear I would say it has done some ${kilometres.toLocaleString('en-GB')} km.`,
    lines.join('\n'),
    'BEFORE YOU LEAVE (I would not let you ride off without these)\n' +
      '• Both tires: Marathon 32-630, the only good ones still made in your size. I have a pair here. £58\n' +
      '• Drive chain and cassette together. £41\n' +
      '• Rear rack: replaced, not welded; a welded one breaks beside the weld. £36\n' +
      '• Front brake pads and all four brake cables. £29\n' +
      'Parts £164, labour £70, and the £65 for this inspection is taken off again if you go ahead.',
    'NICE TO HAVE\n' +
      '• Stoker’s saddle. There is a gently used B17 in the drawer that I could let you have for £30.\n' +
      '• Compressionless cable outer for the rear brake. £12\n' +
      '• A spare timing chain to carry. You will not need it, and for that reason you should have it. £14',
    'TO TAKE WITH YOU\n' +
      'Two tubes, one folding tire, eight spokes in three lengths (I will tape them to the chainstay, labelled), a chain link, cable for both ends, the small bottle of oil, and the number of this shop. If anything breaks between here and John o’ Groats, send a photo at any hour and one of us will find you a mechanic, or a train.',
    'It is a lovely machine and has been looked after. Whoever built the rear wheel knew what they were doing. Was it you?\n\nPriya',
  ].join('\n\n');
}
