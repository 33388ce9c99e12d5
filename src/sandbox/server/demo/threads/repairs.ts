import {
  customer,
  imani,
  jonas,
  owen,
  priya,
  tildaBristol,
  tildaHamburg,
  tildaPortland,
} from '../company.ts';
import { DAY, HOUR, say, type Thread } from '../script.ts';

const hannah = customer('Hannah Okafor', { SMS: '+15035550142' });
const noam = customer('נועם לוי', { SMS: '+15035550177' });
const lukas = customer('Lukas Brandt', { SMS: '+4917604069042' });
const gareth = customer('Gareth Pugh', { SMS: '+447700900318' });
const deshawn = customer('DeShawn Carter', { SMS: '+15035550126' });
const someone = customer('', { SMS: '+15035550163' });
const nameless = { type: someone.type, addresses: someone.addresses };
const ruth = customer('Ruth Adler', { WHATSAPP: 'whatsapp:+447700900461' });
const kiran = customer('किरण शर्मा', { WHATSAPP: 'whatsapp:+447700900527' });
const omar = customer('عمر الخطيب', { WHATSAPP: 'whatsapp:+447700900284' });

const puncture: Thread = {
  name: 'Hannah Okafor: flat tire before the commute',
  configuration: 'messaging',
  channel: 'SMS',
  people: [hannah, tildaPortland],
  joining: [imani],
  lastAgo: 4,
  metadata: { ticket: 'PDX-2291', priority: 'today' },
  lines: [
    say(
      hannah,
      0,
      'Morning! Rear tire is flat AGAIN 😩 second time this month. Any chance you can fit me in today?',
    ),
    say(
      tildaPortland,
      1,
      'Good morning Hannah, sorry to hear that. I can see ticket PDX-2174 from the 3rd, same wheel. We keep two walk-in slots for repeat flats: 11:40 or 4:15 pm. Which suits you?',
    ),
    say(hannah, 3, '11:40 please. It’s the blue Surly, you know her by now 💙'),
    say(
      tildaPortland,
      1,
      'Booked: 11:40 today, ticket PDX-2291. Since it came back within 30 days, labor is on us.',
    ),
    say(
      imani,
      96,
      'Hi Hannah, Imani here. Found it: a sliver of steel wire, still in the tire from last time, about two millimeters long. That one is our mistake. New tube is in, and I went over the whole casing by hand.',
    ),
    say(hannah, 5, 'Ha, so I’m not cursed. Thank you!! When can I pick her up?'),
    say(imani, 2, 'Any time before 6. I also trued the wheel while it was out. No charge 🚲'),
  ],
};

const hebrew: Thread = {
  name: 'נועם לוי – בלמים',
  configuration: 'messaging',
  channel: 'SMS',
  people: [noam, tildaPortland],
  joining: [owen],
  lastAgo: 5 * HOUR + 20,
  lines: [
    say(noam, 0, 'שלום, הבלם הקדמי חורק מאוד כשיורד גשם. אפשר להביא את האופניים מחר?'),
    say(tildaPortland, 1, 'שלום נועם! כן, יש מקום מחר ב־9:30 או ב־14:00. מה נוח לך?'),
    say(noam, 6, '9:30 מצוין. אלה אופני Trek FX 3, מספר שלדה WTU281K0417'),
    say(tildaPortland, 1, 'נקבע: מחר 9:30, כרטיס PDX-2288. אווֶן יבדוק את הרפידות ואת הדיסק.'),
    say(
      owen,
      190,
      'Noam, quick one before tomorrow: are they the original pads? I have resin and metallic in stock.',
    ),
    say(noam, 14, 'מקוריות, לא החלפתי אף פעם. Resin is fine, thanks 🙏'),
  ],
};

const warranty: Thread = {
  name: 'Garantiefall Lukas Brandt: Motor setzt aus',
  configuration: 'messaging',
  channel: 'SMS',
  people: [lukas, tildaHamburg],
  joining: [jonas],
  lastAgo: 19 * DAY,
  ended: { status: 'CLOSED', after: 14 * DAY },
  metadata: { ticket: 'HAM-0873', outcome: 'warranty-replaced' },
  lines: [
    say(
      lukas,
      0,
      'Moin, mein E-Bike schaltet bei jeder zweiten Steigung den Motor ab. Fehlercode 504. Gekauft im März bei euch.',
    ),
    say(
      tildaHamburg,
      1,
      'Moin Herr Brandt! Den Kauf vom 14. März habe ich gefunden, die Garantie läuft noch. Wann können Sie vorbeikommen?',
    ),
    say(lukas, 12, 'Heute nach Feierabend, so gegen 17:30?'),
    say(tildaHamburg, 1, 'Passt. Auftrag HAM-0873, bitte Ladegerät und beide Schlüssel mitbringen.'),
    say(
      jonas,
      23 * HOUR,
      'Hallo Herr Brandt, Jonas aus der Werkstatt. Code 504 war der Geschwindigkeitssensor: Kabelbruch direkt am Stecker. Ersatzteil ist bestellt, kommt Donnerstag. Kosten: keine.',
    ),
    say(lukas, 20, 'Super. Kriege ich solange ein Leihrad? Ich pendle 14 km.'),
    say(jonas, 9, 'Klar, das graue Stadtrad Nr. 6 steht ab 8 Uhr bereit. Ihr Name hängt dran.'),
    say(lukas, 1 * DAY + 50, 'Läuft prima, das graue. Fast schade, wenn meins fertig ist 😄'),
    say(
      jonas,
      2 * DAY,
      'So, Ihr Rad ist fertig: Sensor neu, Software 4.2.1 drauf, 12 km Probefahrt den Elbhang rauf, kein Aussetzer mehr.',
    ),
    say(lukas, 31, 'Klasse, ich hole es um 18 Uhr. Vielen Dank für die schnelle Hilfe!'),
    say(jonas, 5 * HOUR, 'Übergeben. Gute Fahrt, und melden Sie sich, falls noch was ist.'),
  ],
};

const lostKey: Thread = {
  name: 'Gareth Pugh: lock key down a drain',
  configuration: 'messaging',
  channel: 'SMS',
  people: [gareth, tildaBristol],
  joining: [priya],
  lastAgo: 3 * DAY + 4 * HOUR,
  ended: { status: 'INACTIVE', after: 1 * DAY },
  lines: [
    say(
      gareth,
      0,
      'Right. I have dropped the key to one of your D-locks down a drain on Park Street. Bike is locked to a railing. What do I do',
    ),
    say(
      tildaBristol,
      1,
      'Oh no! First: is the bike safe where it is, and can you read me the number on the lock, next to the keyhole? Four digits.',
    ),
    say(gareth, 4, 'Safe enough. 7714. There is a man feeding chips to a seagull next to it'),
    say(
      tildaBristol,
      1,
      'Thank you. Key 7714 has a spare in the Bristol shop. I have asked Priya to call round.',
    ),
    say(priya, 18, 'Hi Gareth, on my way with the spare, ten minutes. The railing by the bookshop?'),
    say(gareth, 2, 'That’s the one. I owe you a pint'),
    say(priya, 26, 'All sorted then! £8 for a replacement key, I’ll add it to the rental. Mind the drains.'),
    say(gareth, 7, 'Worth every penny. Cheers Priya 👏'),
  ],
};

const failedReminder: Thread = {
  name: 'DeShawn Carter: tune-up waiting for pick-up',
  configuration: 'messaging',
  channel: 'SMS',
  people: [deshawn, tildaPortland],
  joining: [imani],
  lastAgo: 9 * HOUR,
  metadata: { ticket: 'PDX-2240' },
  lines: [
    say(deshawn, 0, 'Dropping off my Kona for the winter tune-up. No rush, I’m traveling till the 12th'),
    say(
      tildaPortland,
      1,
      'Thanks DeShawn! Ticket PDX-2240, winter tune-up, $119. We’ll text you when it’s ready.',
    ),
    say(
      tildaPortland,
      2 * DAY + 3 * HOUR,
      'Your Kona is ready. We’re open 9 to 6 all week, and storage is free for ten days.',
    ),
    say(
      tildaPortland,
      3 * DAY,
      'A friendly reminder: your Kona (PDX-2240) is waiting for you. Reply 1 to keep it here another week.',
      { outcome: 'FAILED' },
    ),
    say(
      imani,
      2 * HOUR,
      'Hi DeShawn, Imani from Velonora. Our last text bounced, trying once more: bike’s ready, take your time.',
      { outcome: 'FAILED' },
    ),
  ],
};

const unnamed: Thread = {
  configuration: 'messaging',
  channel: 'SMS',
  people: [nameless, tildaPortland],
  lastAgo: 51,
  lines: [
    say(nameless, 0, 'do u guys fix scooters'),
    say(
      tildaPortland,
      1,
      'Hi! Bicycles and e-bikes only, I’m afraid. Rose City Scooters, two blocks down, might be able to help. Is there anything with pedals we can do for you?',
    ),
    say(nameless, 2, 'lol no. thx'),
  ],
};

const inspection = (report: string): Thread => ({
  name: 'Ruth Adler: full inspection before the tour',
  configuration: 'messaging',
  channel: 'WHATSAPP',
  people: [ruth, tildaBristol],
  joining: [priya],
  lastAgo: 1 * DAY + 2 * HOUR,
  metadata: { ticket: 'BRS-1467', tour: 'lands-end-john-ogroats' },
  lines: [
    say(
      ruth,
      0,
      'Good afternoon. My husband and I set off from Land’s End on the 9th. 1,575 km on a 1986 Dawes Galaxy tandem that is older than our children. Could you go over every single bolt, and tell me honestly what you find?',
    ),
    say(
      tildaBristol,
      1,
      'What a trip! A full inspection is £65 and takes a day. May I book the tandem in for Tuesday morning?',
    ),
    say(ruth, 11, 'Tuesday it is. Do write it all down, please. I like a proper report.'),
    say(priya, 2 * DAY, report),
    say(
      ruth,
      48,
      'Now THAT is a report. I have printed it out and read it aloud over supper. Please do everything under “before you leave”, and the saddle too. Harold’s back thanks you.',
    ),
    say(priya, 15, 'Will do! Ready by Friday noon. I’ll be jealous of you all the way up to Scotland 🏴󠁧󠁢󠁳󠁣󠁴󠁿'),
  ],
});

const hindi: Thread = {
  name: 'किरण शर्मा: बच्चों की साइकिल',
  configuration: 'messaging',
  channel: 'WHATSAPP',
  people: [kiran, tildaBristol],
  joining: [priya],
  lastAgo: 38,
  lines: [
    say(kiran, 0, 'नमस्ते! मेरी बेटी अब 7 साल की है और पुरानी साइकिल छोटी पड़ गई है। क्या आप बदले में बड़ी साइकिल देते हैं?'),
    say(
      tildaBristol,
      1,
      'नमस्ते किरण जी! जी हाँ, हमारी “Grow Along” योजना है: पुरानी साइकिल लौटाइए, बड़ी लीजिए, और सिर्फ़ अंतर चुकाइए। बेटी की लंबाई कितनी है?',
    ),
    say(kiran, 4, '121 cm. उसे बैंगनी रंग चाहिए, और घंटी ज़रूरी है 🔔😄'),
    say(
      priya,
      22,
      'किरण जी, मैं प्रिया। 20 इंच की एक बैंगनी Frog 52 आज ही आई है, £6 महीना। घंटी मैं अपनी तरफ़ से लगा दूँगी।',
    ),
    say(kiran, 3, 'वाह! हम शनिवार को 11 बजे आते हैं। Thank you so much 🙏', { outcome: 'DELIVERED' }),
  ],
};

const arabic: Thread = {
  name: 'عمر الخطيب – دراجة كهربائية',
  configuration: 'messaging',
  channel: 'WHATSAPP',
  people: [omar, tildaBristol],
  joining: [priya],
  lastAgo: 2 * HOUR + 12,
  lines: [
    say(omar, 0, 'السلام عليكم، البطارية لا تشحن أكثر من 60٪ منذ أسبوع. الدراجة Gazelle Arroyo.'),
    say(tildaBristol, 1, 'وعليكم السلام عمر. شكراً على التفاصيل. هل يظهر رمز خطأ على الشاشة؟'),
    say(omar, 7, 'نعم، الرمز 23 يظهر عند الشحن فقط'),
    say(
      tildaBristol,
      1,
      'الرمز 23 يعني أن إحدى الخلايا غير متوازنة. حجزت لك فحصاً مجانياً غداً الساعة 10:00، رقم التذكرة BRS-1472.',
    ),
    say(
      priya,
      1 * HOUR + 5,
      'Hi Omar, Priya here. Please bring the charger as well, so that I can rule it out first.',
    ),
    say(omar, 16, 'تمام، سأحضر الشاحن معي. شكراً جزيلاً 🌹'),
  ],
};

/**
 * Repairs over SMS and WhatsApp.
 *
 * @param report - a mechanic's, which one of the customers asked for
 */
export function repairThreads(report: string): Thread[] {
  return [puncture, hebrew, warranty, lostKey, failedReminder, unnamed, inspection(report), hindi, arabic];
}
