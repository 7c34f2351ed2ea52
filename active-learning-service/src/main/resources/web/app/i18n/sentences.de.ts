/** German texts for the sentences of the services, by their code: {1} is the first value. */
export const de: Readonly<Record<string, string>> = {
  NO_COMPLETE_BEAT: 'Der Film zeigt keinen vollständigen Herzschlag.',
  ONE_BEAT_REGULAR: 'Nur ein Herzschlag ging in den Mittelwert ein. Bei regelmäßigem Rhythmus braucht er {1}.',
  ONE_BEAT_IRREGULAR: 'Nur ein Herzschlag ging in den Mittelwert ein. Bei unregelmäßigem Rhythmus braucht er {1}.',
  FEW_BEATS_REGULAR: 'Nur {1} Herzschläge gingen in den Mittelwert ein. Bei regelmäßigem Rhythmus braucht er {2}.',
  FEW_BEATS_IRREGULAR: 'Nur {1} Herzschläge gingen in den Mittelwert ein. Bei unregelmäßigem Rhythmus braucht er {2}.',
  OUTLINE_UNCERTAIN: 'Die Kontur ist unsicher ({1} Punkte der Ejektionsfraktion). Prüfen Sie sie im Overlay.',
  OUTLINE_JITTERS: 'Die Kontur schwankt von Bild zu Bild ({1} %).',
  FRAMES_WITHOUT_OUTLINE: '{1} % der Bilder haben keine brauchbare Kontur.',
  VENTRICLE_CUT_OFF: 'Auf {1} % der Bilder schneidet der Bildrand den Ventrikel ab.',
  FRAME_RATE_LOW:
    'Die Bildrate ist niedrig ({1} Bilder pro Sekunde): Enddiastole und Endsystole können zwischen zwei Bildern liegen.',
  BEATS_DIFFER: 'Die Ejektionsfraktionen der Herzschläge unterscheiden sich um {1} Punkte.',
  LENGTH_DIFFERS_ROUND_APEX:
    'Die Längsachse unterscheidet sich zwischen den Herzschlägen um {1} %, und beim kürzesten ist die Herzspitze runder: Der Ventrikel ist bei manchen Herzschlägen verkürzt.',
  LENGTH_DIFFERS:
    'Die Längsachse unterscheidet sich zwischen den Herzschlägen um {1} %: Herzspitze oder Anulus wurden an verschiedenen Stellen gefunden.',
  GAIN_LOW:
    'Die Verstärkung war zu niedrig: Das hellste Gewebe hat den Grauwert {1} von 255, und {2} % des Sektors sind schwarz.',
  GAIN_HIGH:
    'Die Verstärkung war zu hoch: {1} % des Sektors sind gesättigt, und die Hälfte liegt über dem Grauwert {2} von 255.',
  SECTOR_SMALL: 'Der Ultraschallsektor bedeckt nur {1} % des Bildes.',
  SECTOR_CUT_OFF: 'Der Bildrand schneidet {1} % des Umrisses des Ultraschallsektors ab.',
  A2C_HIGHER: 'A4C und A2C unterscheiden sich um {1} Punkte: Die Ejektionsfraktion ist im A2C höher.',
  A2C_LOWER: 'A4C und A2C unterscheiden sich um {1} Punkte: Die Ejektionsfraktion ist im A2C niedriger.',
  NO_SPACING_IN_A_VIEW:
    'In einem Schnitt fehlt die Pixelgröße, daher lässt sich eine Verkürzung nicht erkennen.',
  AXES_DIFFER: 'Die Längsachsen der Schnitte unterscheiden sich um {1} %: Der kürzere kann verkürzt sein.',
  CYCLES_DIFFER: 'Die Herzfrequenzen der Schnitte unterscheiden sich: Die Zyklen weichen um bis zu {1} % ab.',
  QUALITY_TOO_POOR: 'Die Qualität reicht für eine verlässliche Ejektionsfraktion nicht aus.',
  RECORD_AGAIN: 'Nehmen Sie den Film neu auf, oder fordern Sie auch Ergebnisse schlechter Qualität an.',
  OTHER_VIEW:
    'Der Film zeigt weder A4C noch A2C. Die Ejektionsfraktion wird nur in diesen Schnitten gemessen. Zeigt er doch einen davon, laden Sie ihn in eine andere Studie hoch, und geben Sie den Schnitt an.',
  NO_VENTRICLE:
    'Der linke Ventrikel wurde nur auf {1} von {2} Bildern gefunden. Prüfen Sie, ob der Film einen apikalen Schnitt mit dem ganzen linken Ventrikel zeigt.',
  NO_BEAT:
    'In {1} s wurde kein Herzschlag mit Enddiastole und Endsystole gefunden. Nehmen Sie mindestens einen vollständigen Herzschlag auf, besser drei.',
  IMPLAUSIBLE_EF: 'Eine Ejektionsfraktion von {1} % ist nicht plausibel. Prüfen Sie die Kontur im Overlay.',
  IMPLAUSIBLE_EDV:
    'Ein enddiastolisches Volumen von {1} ml ist nicht plausibel. Prüfen Sie die Kontur im Overlay und die Pixelgröße des Films.',
  IMPLAUSIBLE_LENGTH:
    'Eine Länge des linken Ventrikels von {1} mm ist nicht plausibel. Prüfen Sie die Pixelgröße des Films.',
  NO_VIEW_KNOWN:
    'Die Studie hat keinen Film im Schnitt A4C oder A2C. Geben Sie den Schnitt beim Hochladen an. Laden Sie für eine biplane Ejektionsfraktion beide Schnitte hoch.',
  NO_CLIP_OF_VIEW: 'Die Studie hat keinen {1}-Film. Laden Sie für eine biplane Ejektionsfraktion einen hoch.',
  SEVERAL_CLIPS_OF_VIEW: 'Sie hat {1} {2}-Filme; der neueste mit der besten Qualität wird verwendet.',
  SEVERAL_CLIPS: 'Sie hat {1} Filme mit unbekanntem Schnitt; der neueste mit der besten Qualität wird verwendet.',
  VIEW_WITHOUT_EF: 'Der {1}-Film hat keine Ejektionsfraktion:',
  VIEW_OF_POOR_QUALITY: 'Der {1}-Film ist von schlechter Qualität:',
  CLIP_OF_OLDER_VERSION:
    'Ein Film wurde von einer älteren Version von EchoMotion gemessen. Laden Sie beide Filme neu hoch.',
  VIEW_FORESHORTENED:
    'Der {1}-Film ist verkürzt: Seine Längsachse ist {2} % kürzer als die des anderen Schnitts. Nehmen Sie ihn neu auf, mit dem Schallkopf über der Herzspitze.',
  VIEWS_DO_NOT_MATCH: 'Die beiden Schnitte passen nicht zusammen.',
  INTERVAL_UNCALIBRATED:
    'Fehlerfortpflanzung aus der Streuung zwischen Experten, der Streuung zwischen Herzschlägen und der Unsicherheit der Kontur. Nicht kalibriert: Das Modell hat keine Kalibrierung.',
  INTERVAL_CONFORMAL: 'Konforme Vorhersage aus den Studien von {1} (Kalibrierung {2} vom {3}, {4}).',
  INTERVAL_LOOKS_ALIKE: 'Das Bild sieht aus wie deren Bilder.',
  INTERVAL_LOOKS_UNLIKE:
    'Das Bild sieht aus wie keines von deren Bildern; deshalb ist das Intervall das weiteste aller dieser Sätze.',
  INTERVAL_ELSEWHERE:
    'Für ein Krankenhaus ohne Studien darunter ist die Überdeckung unbekannt: Kalibrieren Sie auf eigenen Studien neu.',
  SPACING_REGION_UNSTATED: 'Der Ultraschallbereich gibt nicht an, was er zeigt; Gewebe wird angenommen.',
  SPACING_SCREEN_UNKNOWN:
    'Der angegebene Ultraschallbereich reicht über das Bild hinaus, und die Größe des Bildschirms, auf dem er gezeichnet wurde, ist unbekannt; Längen und Volumina lassen sich nicht messen.',
  SPACING_SHRUNK:
    'Das Bild wurde um den Faktor {1} verkleinert, nachdem seine Pixelgröße angegeben war. Die Pixelgröße wurde berichtigt.',
  SPACING_NOT_OF_REGION: 'Der Ultraschallbereich gibt keinen Maßstab an; der Pixelabstand wird verwendet.',
  SPACING_CONTRADICTS_REGION:
    'Der Pixelabstand weicht vom Maßstab des Ultraschallbereichs ab; verwendet wird dieser Maßstab.',
  SPACING_ONE_AXIS: 'Der Maßstab ist nur für eine Achse angegeben; quadratische Pixel werden angenommen.',
  SPACING_ONE_VALUE: 'Der Pixelabstand hat nur einen Wert; quadratische Pixel werden angenommen.',
  SPACING_OF_SCAN:
    'Der Maßstab stammt aus dem Pixelabstand der Abtastung oder des Detektors, der von dem des Bildes abweichen kann.',
  ASPECT_UNREADABLE: 'Das Seitenverhältnis der Pixel ist nicht lesbar; quadratische Pixel werden angenommen.',
  ASPECT_CONTRADICTS_SCALE:
    'Das Seitenverhältnis der Pixel widerspricht dem Maßstab der beiden Achsen; verwendet wird dieser Maßstab.',
  ROTATION_NOT_APPLIED:
    'Die Datei gibt eine Drehung an, die kein Vielfaches von 90 Grad ist; sie wird nicht angewendet.',
  TIMES_REPLACED:
    'Die Datei gibt Bildzeiten an, die nicht stimmen können; der übliche Abstand von {1} ms ersetzt sie.',
  TIMES_WITH_PAUSE:
    'Die längste Pause zwischen Bildern dauert mindestens {1} s; über eine Pause hinweg wird nicht gemessen.',
  TIMES_MOSTLY_PAUSE: 'Der Film pausiert länger, als er läuft; daher ist kein Herzschlag zeitlich messbar.',
  TIMES_FOR_INCREMENTS:
    'Der Vektor der Bildabstände enthält Zeitpunkte statt Abstände; sie werden als Zeitpunkte verwendet.',
  TIMES_OF_SOME_FRAMES: 'Die Datei gibt nur für einige Bilder Zeiten an.',
  RATE_FROM_ACQUISITION: 'Die Bildrate ist aus der Aufnahmedauer eines Bildes berechnet.',
  RATE_FROM_FRAME_DURATION:
    'Die Bildrate ist aus der tatsächlichen Dauer eines Bildes berechnet: {1} Bilder pro Sekunde.',
  RATE_OF_DISPLAY:
    'Die Datei gibt eine Bildrate nur für die Anzeige an; sie wird als Bildrate verwendet: {1} Bilder pro Sekunde.',
  RATE_RECOMMENDED:
    'Die Datei empfiehlt nur eine Bildrate für die Anzeige; sie wird als Bildrate verwendet: {1} Bilder pro Sekunde.',
  RATE_FROM_DURATION:
    'Die Bildrate ist die Zahl der Bilder geteilt durch die angegebene Dauer: {1} Bilder pro Sekunde.',
  GRAY_WINDOW_UNSTATED:
    'Die Datei gibt kein Grauwertfenster an; die gespeicherten Werte von {1} bis {2} werden von Schwarz bis Weiß gezeigt.',
  GRAY_LEVELS_LOWER:
    'Die Datei gibt Grauwerte von 16 bis 235 an, hat aber niedrigere; sie werden unverändert verwendet.',
  COLOUR_LAYOUT_DETECTED:
    'Die Pixeldaten haben nicht die angegebene Farbanordnung; sie wurde aus ihrer Länge erkannt.',
  EXCESS_PIXELS: 'Die Pixeldaten sind um {1} Byte länger als ihre {2} Bilder; der Überschuss wird nicht verwendet.',
  FRAME_COUNT_DIFFERS: 'Die Datei gibt {1} Bild(er) an und enthält {2}; alle {3} werden verwendet.',
  FRAME_COUNT_UNSTATED: 'Die Datei gibt die Zahl ihrer Bilder nicht an; {1} wurden gezählt.',
  COLOUR_OVER_VENTRICLE: 'Die Datei gibt Farbdoppler über dem Ventrikel an; er verdeckt dessen Rand.',
  COLOUR_OVER_TISSUE: 'Die Datei gibt Farbdoppler über einem Teil des Gewebes an.',
  OTHER_CONTENT:
    'Die Datei gibt einen anderen Inhalt an („{1}“). Sie wurde auf Wunsch als Ultraschallfilm gemessen.',
  ULTRASOUND_ASSUMED: 'Die Datei gibt nicht an, dass sie Ultraschall ist; Ultraschall wird angenommen.',
  STATES_OTHER_VIEW:
    'Die Datei gibt einen anderen Schnitt an ({1}), also weder den apikalen Vierkammerblick noch den Zweikammerblick.',
  DIFFERENT_SCALES:
    'Die Datei gibt Gewebebilder mit verschiedenen Maßstäben an. Exportieren Sie jedes als eigenen Film.',
  LEFT_PLANE: 'Das Bild zeigt zwei Ebenen. Dies ist die linke.',
  RIGHT_PLANE: 'Das Bild zeigt zwei Ebenen. Dies ist die rechte.',
  UPPER_PLANE: 'Das Bild zeigt zwei Ebenen. Dies ist die obere.',
  LOWER_PLANE: 'Das Bild zeigt zwei Ebenen. Dies ist die untere.',
  VIEW_OF_FILE_UNUSED:
    'Der Schnitt {1}, den die Datei angibt, kann nicht für beide Ebenen gelten und wurde nicht verwendet.',
  VIEW_OF_CALLER_UNUSED:
    'Der Schnitt {1}, der beim Hochladen angegeben wurde, kann nicht für beide Ebenen gelten und wurde nicht verwendet.',
  PLANE_UNKNOWN:
    'Das Bild zeigt mehrere Ebenen, und es ist nicht bekannt, welche gemessen wurde. Exportieren Sie jede als eigenen Film.',
  TEXT_IN_SECTOR:
    'Im Ultraschallsektor wurde Text erkannt. Er steht noch in den gespeicherten Bildern; prüfen Sie, dass er den Patienten nicht erkennen lässt.',
};

/** German words for the values of sentences. Other values are shown as they are. */
export const deWords: Readonly<Record<string, string>> = {
  'A4C alone': 'A4C allein',
  'A2C alone': 'A2C allein',
  'both views': 'beide Schnitte',
  'one view or both': 'ein Schnitt oder beide',
  'a view of the right ventricle': 'ein Schnitt des rechten Ventrikels',
  'a subcostal view': 'ein subkostaler Schnitt',
  'a suprasternal view': 'ein suprasternaler Schnitt',
  'the apical long axis': 'die apikale lange Achse',
  'the apical five-chamber view': 'der apikale Fünfkammerblick',
  'a parasternal view': 'ein parasternaler Schnitt',
  'a long-axis view': 'ein Längsachsenschnitt',
  'a short-axis view': 'ein Kurzachsenschnitt',
  'a transoesophageal view': 'ein transösophagealer Schnitt',
  'a view by its code': 'ein Schnitt mit eigenem Code',
};
