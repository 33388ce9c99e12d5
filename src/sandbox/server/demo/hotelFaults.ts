/** How one kind of fault runs its course between the hotel and the workshop. Two wordings each, so that it reads fresh. */
export interface Fault {
  report: [string, string];
  question: [string, string];
  answer: [string, string];
  diagnosis: [string, string];
  /** Lowest and highest price in dollars. */
  price: [number, number];
  /** What has to be ordered, if anything, with either diagnosis. */
  part?: [string, string];
  done: [string, string];
}

/** Placeholders: {bike} the bike's number, {room} a guest's room, {price} with its dollar sign. */
export const FAULTS: readonly [Fault, ...Fault[]] = [
  {
    report: [
      'Bike {bike} came back with a flat, rear. Guest from {room} walked it home from the waterfront, poor man.',
      'Bike {bike} flat again. {room} says there was no glass, it just sighed and died.',
    ],
    question: ['Did he feel it go bang, or was it slow?', 'Is the valve straight, or leaning to one side?'],
    answer: ['Slow. He pumped it twice on the way.', 'Leaning, now that you ask.'],
    diagnosis: [
      'Bike {bike}: rim tape had slipped and a spoke nipple worked into the tube. New tape, new tube, {price}.',
      'Bike {bike}: two thorns in the tire, goathead I think. Fitted a puncture-proof one, {price}.',
    ],
    price: [14, 46],
    done: [
      '{bike} holds air. I rode it over the railway tracks on purpose.',
      '{bike} is round again and has been standing overnight at 65 psi without a drop.',
    ],
  },
  {
    report: [
      'Brakes on bike {bike} are screaming. We could hear {room} arrive from the lobby.',
      'Front brake of {bike} hardly bites. I don’t want anyone on Burnside with that.',
    ],
    question: [
      'Was it washed lately? Somebody may have sprayed oil on the disc.',
      'Does the lever come all the way to the grip?',
    ],
    answer: [
      'Housekeeping “made it shine” on Monday. With furniture polish 🙈',
      'Nearly, yes. About a finger left.',
    ],
    diagnosis: [
      '{bike}: pads soaked in polish, the disc too. New pads, disc baked clean, {price}.',
      '{bike}: pads were at 0.4 mm and the fluid looked like tea. New pads and a bleed, {price}.',
    ],
    price: [38, 74],
    done: [
      '{bike} stops like a thought. Please keep the polish for the furniture 😉',
      'Brakes on {bike} bedded in with twenty stops down Marquam Hill.',
    ],
  },
  {
    report: [
      'Bike {bike} skips when you push hard, says {room}. Loud clunk at every traffic light.',
      '{bike} jumps gears by itself, up and down, like it has opinions.',
    ],
    question: ['In every gear, or in the middle ones only?', 'Has it fallen over on the right side lately?'],
    answer: [
      'Middle ones. The ones everyone uses I suppose.',
      'There was an incident with the luggage cart…',
    ],
    diagnosis: [
      '{bike}: chain worn past 1 %, took the middle sprockets with it. Chain and cassette, {price}.',
      '{bike}: hanger bent 6 mm inward. Straightened and indexed, {price}.',
    ],
    price: [28, 92],
    part: ['the cassette', ''],
    done: [
      '{bike} shifts through all eight without a word.',
      'Gears on {bike} done, tested up the hill to the rose garden with a full basket.',
    ],
  },
  {
    report: [
      'Battery of e-bike {bike} shows two bars after a whole night on the charger.',
      'E-bike {bike} died on {room} at the top of Mount Tabor. At least it was downhill from there.',
    ],
    question: [
      'Which charger was it on, the left or the right outlet?',
      'What did the display say when it went? A number?',
    ],
    answer: ['Left one, same as bike 9 last time. Hm.', 'E-21, she took a photo. I’ll forward it tonight.'],
    diagnosis: [
      '{bike}: battery is healthy, your left outlet is not. It switches off with the hallway light! Inspection only, {price}.',
      '{bike}: E-21 is the battery contact, bent and blackened. Replaced the cradle, {price}.',
    ],
    price: [25, 118],
    part: ['', 'the battery cradle'],
    done: [
      '{bike} ran 41 miles on one charge today, Owen’s lunch break included.',
      'E-bike {bike} is charged to 100 % and back in love with life ⚡️',
    ],
  },
  {
    report: [
      'The bell on {bike} is gone. {room} says it was never there, camera says otherwise 🔔',
      'Somebody took the front basket of {bike} off and hung it on the lobby wall as art.',
    ],
    question: [
      'Are the screws still there, or gone as well?',
      'Any cracks where the bracket meets the handlebar?',
    ],
    answer: ['Screws on the floor, all three.', 'No cracks, only fingerprints.'],
    diagnosis: [
      '{bike}: new fittings with tamper-proof screws, {price}, I’ll do it while I’m there anyway.',
      '{bike}: bracket is fine, I put longer bolts in with thread lock, {price}.',
    ],
    price: [9, 24],
    done: ['{bike} rings, holds and carries again.', '{bike} has all of its parts. I counted.'],
  },
  {
    report: [
      '{bike} wobbles at the back. {room} described it as “riding a shopping cart”.',
      'Rear wheel of {bike} rubs the frame once per turn.',
    ],
    question: [
      'Can you spin it and see whether the rim moves, or the whole wheel?',
      'Count the spokes for me? Look for one that’s loose near the valve.',
    ],
    answer: ['The rim goes left and right, maybe 4 mm.', 'Two are loose and one is just… not there.'],
    diagnosis: [
      '{bike}: rim out by 4 mm after a curb, trued and re-tensioned, {price}.',
      '{bike}: broken spoke on the drive side, replaced, whole wheel tensioned, {price}.',
    ],
    price: [22, 48],
    done: [
      'Wheel on {bike} is true to a third of a millimeter.',
      '{bike} runs straight, hands off, all the way down Naito Parkway. Don’t try this.',
    ],
  },
  {
    report: [
      '{bike}’s saddle sinks while riding. {room} left at 6 ft and came back at 5.',
      'Saddle on {bike} is torn, guests come back with a foam smile on their trousers.',
    ],
    question: [
      'Does the clamp close with a snap, or just flop over?',
      'Is it the wide city saddle or the narrow one?',
    ],
    answer: ['It flops. Sadly.', 'The wide one with the springs.'],
    diagnosis: [
      '{bike}: clamp stripped and the post greased by some well-meaning soul. New clamp, dry post, {price}.',
      '{bike}: cover gone, springs too. I’ve the same model in brown, {price}.',
    ],
    price: [16, 52],
    part: ['', 'the brown saddle'],
    done: ['{bike} stays up under my 210 pounds. I bounced.', '{bike} sits like an armchair now.'],
  },
  {
    report: [
      'There’s a creak in {bike}, every turn of the pedals. {room} thought it was his knee.',
      'Left pedal of {bike} is loose and feels gritty.',
    ],
    question: ['Left leg, right leg, or both?', 'Can you wiggle the crank arm itself sideways?'],
    answer: ['Right leg, on the way down.', 'The whole arm moves. Is that bad?'],
    diagnosis: [
      '{bike}: chainring bolts dry as toast. Taken apart, greased, torqued, {price}.',
      '{bike}: bottom bracket worn out, it’s had 9,000 miles of tourists. New one, {price}.',
    ],
    price: [18, 84],
    part: ['', 'the bottom bracket'],
    done: [
      '{bike} is silent. His knee will have to explain itself.',
      'Crank on {bike} is solid, both pedals fresh.',
    ],
  },
  {
    report: [
      'Lights on {bike} flicker, and {room} wants to ride to the jazz club tonight.',
      'Rear light of {bike} stays dark. It’s getting dark by five now.',
    ],
    question: [
      'Do they come back when you press on the cable below the seat?',
      'Is it the dynamo one or with batteries?',
    ],
    answer: ['Yes! For a second.', 'Dynamo. It hums, but nothing glows.'],
    diagnosis: [
      '{bike}: cable chafed through at the kickstand, new one runs inside a sleeve, {price}.',
      '{bike}: corroded plug behind the fender. Soldered and sealed, {price}.',
    ],
    price: [17, 39],
    done: [
      '{bike} shines, standing light included.',
      'Lights on {bike} done. I could read the menu across the street by it.',
    ],
  },
  {
    report: [
      'The lock on {bike} won’t open. {room} is standing at the food carts with cold dumplings.',
      'Key broke off in the lock of {bike}. Half of it is in my hand.',
    ],
    question: ['What’s the number on the key ring?', 'Is the bike blocked, or could someone carry it?'],
    answer: [
      'V-{bike}07. It turns a bit and stops.',
      'Front wheel rolls, I can push it backwards. People stare.',
    ],
    diagnosis: [
      '{bike}: lock full of sand from the beach trip. Flushed and dry-lubed, {price}.',
      '{bike}: cylinder replaced, three new keys, {price}.',
    ],
    price: [12, 44],
    done: [
      'Lock on {bike} clicks like a fountain pen.',
      '{bike} has a new lock, spare keys are in the envelope at your desk.',
    ],
  },
  {
    report: [
      'Steering of {bike} feels notchy, {room} says it “clicks into straight ahead”.',
      'Handlebar of {bike} is crooked after a kiss with a bollard. Rider fine, bollard fine.',
    ],
    question: [
      'Front brake on, rock it back and forth: does anything knock?',
      'Any wrinkles in the paint right behind the fork?',
    ],
    answer: ['It knocks, yes, up near the top.', 'Paint is smooth, I looked with a torch.'],
    diagnosis: [
      '{bike}: upper headset bearing rusted solid. New bearings, {price}.',
      '{bike}: frame and fork checked, all straight. Stem realigned, new grips, {price}.',
    ],
    price: [24, 66],
    part: ['the upper bearing', ''],
    done: ['{bike} steers like butter.', '{bike} looks where it’s going again.'],
  },
  {
    report: [
      'The child seat on {bike} has a cracked buckle. I took it off the bike at once.',
      'Trailer hitch on {bike} is bent. Twins from {room}, don’t ask.',
    ],
    question: ['Good call. Is it the red clip or the strap itself?', 'Does the pin still go all the way in?'],
    answer: [
      'The red clip, right through the middle.',
      'Halfway, and then it needs a hammer, which I did not use.',
    ],
    diagnosis: [
      '{bike}: maker sends a new harness free of charge, mounting and check {price}.',
      '{bike}: a hitch is not something to bend back. New one, {price}.',
    ],
    price: [15, 42],
    part: ['the new harness', ''],
    done: [
      'Child seat on {bike} is safe: I loaded it with 50 lb of potatoes and shook.',
      'Hitch on {bike} is new, pin on a leash so it can’t get lost.',
    ],
  },
];

/** What else people write to each other when they work together for weeks. */
export const CHATTER: readonly [fromHotel: string, fromWorkshop: string][] = [
  [
    'Full house this weekend, {count} guests asked for bikes already. Are we good?',
    'You have {spare} ready on the rack, and I’ll leave two of ours in your shed on Friday. No charge.',
  ],
  [
    'Rain till Thursday they say. Shall we hold back the city tour?',
    'I’d go anyway: fenders are on, and there are {count} ponchos in the blue box.',
  ],
  [
    'Could you come a bit before nine tomorrow? A delegation arrives at ten, all of them in suits.',
    '8:30 it is. I’ll hide the van behind the kitchen.',
  ],
  [
    'Accounting asks for last month’s invoice as PDF, with the bike numbers on it.',
    'Sent! {count} jobs, sorted by bike. The one without a number is the bell.',
  ],
  [
    'A guest left a five-star review, just for the bikes ⭐️⭐️⭐️⭐️⭐️',
    'I’ve printed it out and hung it over the workbench. Number {spare} on the wall!',
  ],
  [
    'Do you have a bike for someone of 6 ft 8? Basketball team in town.',
    '{spare} inches of seat post, that’s the longest I have. Bring him over, we’ll make it work.',
  ],
  [
    'Can the rental helmets go through our dishwasher?',
    'Please no 😄 Mild soap by hand. I’ll bring {count} new liners along.',
  ],
  [
    'The owner asks whether two more e-bikes would pay off.',
    'By your logbook they were booked out on {count} of the last 30 days. I’d say yes, let me write you an offer.',
  ],
  [
    'We found a pair of gloves in a pannier, size tiny, with dinosaurs.',
    'Those are my daughter’s! She’s looked for them for {spare} days. You’ve saved bedtime 🦖',
  ],
  [
    'Night desk wants to know how to get a chain back on. Without calling you at 2 am.',
    'Bless them. I made a one-page drawing with {count} steps, it’s taped inside the shed door.',
  ],
];

export const APPROVALS: readonly [string, ...string[]] = [
  'Go ahead with {bike}, {price} is fine.',
  '{price} for {bike} approved, thank you Owen.',
  'Yes please, do {bike}. Put the {price} on the monthly bill.',
  'OK for {bike}! Cheaper than I feared.',
  '{bike}: approved. The wedding party wants it by Saturday, if there’s a way.',
  'Do it. {bike} is everybody’s favorite.',
];

export const DELAYS: readonly [string, ...string[]] = [
  'Small delay with {bike}: {part} is stuck in Reno, now due in {days} days. You can have one of ours meanwhile.',
  'Update on {bike}: the supplier sent {part} in the wrong size. The right one takes {days} days, sorry.',
  '{bike} has to wait {days} days, {part} is on back order. I’ve borrowed you a loaner.',
];

export const PATIENCE: readonly [string, ...string[]] = [
  'No problem about {bike}, we have {spare} others free.',
  'Thanks for telling me. I’ll take {bike} off the booking sheet for {days} days.',
  'All right. The loaner for {bike} is popular, you may not get it back.',
];

export const THANKS: readonly [string, ...string[]] = [
  '{bike} is back on the rack. Thank you!',
  'Guest in {room} already took {bike} out again. You’re the best.',
  'Got it, {bike} looks better than new 🙌',
  'Wonderful. I’ll tell {room} that {bike} is waiting.',
  'Signed for {bike}. See you at the next one!',
  '{bike} received, logbook updated. Have a good evening.',
];

export const VAN_SLOTS: readonly [string, ...string[]] = [
  'Van slot for bike {bike}: {day}, {hour}:00 to {hour}:30. Marcus will ring at the service entrance. Ref {ref}.',
  'Pick-up of bike {bike} is booked for {day} at {hour}:15. Please have the key ready. Ref {ref}.',
  'Bike {bike} will be collected {day} around {hour}:30, together with your returns. Ref {ref}.',
];

export const RETURN_SLOTS: readonly [string, ...string[]] = [
  'Return of bike {bike}: {day} by {hour}:00, to the rack by the kitchen door. Ref {ref}.',
  'Bike {bike} travels home {day} between {hour}:00 and {hour}:45. Ref {ref}.',
];
