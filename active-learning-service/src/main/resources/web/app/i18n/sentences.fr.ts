/** French texts for the sentences of the services, by their code: {1} is the first value. */
export const fr: Readonly<Record<string, string>> = {
  NO_COMPLETE_BEAT: 'La boucle ne montre aucun battement complet.',
  ONE_BEAT_REGULAR: 'Un seul battement est entré dans la moyenne. En rythme régulier, il en faut {1}.',
  ONE_BEAT_IRREGULAR: 'Un seul battement est entré dans la moyenne. En rythme irrégulier, il en faut {1}.',
  FEW_BEATS_REGULAR: 'Seuls {1} battements sont entrés dans la moyenne. En rythme régulier, il en faut {2}.',
  FEW_BEATS_IRREGULAR: 'Seuls {1} battements sont entrés dans la moyenne. En rythme irrégulier, il en faut {2}.',
  OUTLINE_UNCERTAIN:
    'Le contour est incertain ({1} points de fraction d’éjection). Vérifiez-le sur l’image superposée.',
  OUTLINE_JITTERS: 'Le contour varie d’une image à l’autre ({1} %).',
  FRAMES_WITHOUT_OUTLINE: '{1} % des images n’ont pas de contour utilisable.',
  VENTRICLE_CUT_OFF: 'Sur {1} % des images, le bord de l’image coupe le ventricule.',
  FRAME_RATE_LOW:
    'La cadence est basse ({1} images par seconde) : la télédiastole et la télésystole peuvent tomber entre deux images.',
  BEATS_DIFFER: 'Les fractions d’éjection des battements diffèrent de {1} points.',
  LENGTH_DIFFERS_ROUND_APEX:
    'Le grand axe diffère de {1} % entre les battements, et l’apex est plus rond sur le plus court : le ventricule est raccourci sur certains battements.',
  LENGTH_DIFFERS:
    'Le grand axe diffère de {1} % entre les battements : l’apex ou l’anneau ont été trouvés à des endroits différents.',
  GAIN_LOW:
    'Le gain était trop bas : le tissu le plus clair est au niveau de gris {1} sur 255, et {2} % du secteur sont noirs.',
  GAIN_HIGH:
    'Le gain était trop élevé : {1} % du secteur sont saturés, et la moitié dépasse le niveau de gris {2} sur 255.',
  SECTOR_SMALL: 'Le secteur échographique ne couvre que {1} % de l’image.',
  SECTOR_CUT_OFF: 'Le bord de l’image coupe {1} % du contour du secteur échographique.',
  A2C_HIGHER: 'A4C et A2C diffèrent de {1} points : la fraction d’éjection est plus élevée en A2C.',
  A2C_LOWER: 'A4C et A2C diffèrent de {1} points : la fraction d’éjection est plus basse en A2C.',
  NO_SPACING_IN_A_VIEW:
    'La taille des pixels manque pour une coupe, donc un raccourcissement ne peut pas être détecté.',
  AXES_DIFFER: 'Les grands axes des coupes diffèrent de {1} % : la coupe la plus courte peut être raccourcie.',
  CYCLES_DIFFER: 'Les fréquences cardiaques des coupes diffèrent : les cycles s’écartent de {1} % au plus.',
  QUALITY_TOO_POOR: 'La qualité ne suffit pas pour une fraction d’éjection fiable.',
  RECORD_AGAIN: 'Enregistrez la boucle à nouveau, ou demandez aussi les résultats de mauvaise qualité.',
  OTHER_VIEW:
    'La boucle ne montre ni A4C ni A2C. La fraction d’éjection n’est mesurée que dans ces coupes. Si elle montre l’une d’elles, envoyez-la dans une autre étude, et indiquez sa coupe.',
  NO_VENTRICLE:
    'Le ventricule gauche n’a été trouvé que sur {1} images sur {2}. Vérifiez que la boucle montre une coupe apicale avec tout le ventricule gauche.',
  NO_BEAT:
    'Aucun battement avec télédiastole et télésystole n’a été trouvé en {1} s. Enregistrez au moins un battement complet, ou mieux trois.',
  IMPLAUSIBLE_EF:
    'Une fraction d’éjection de {1} % n’est pas plausible. Vérifiez le contour sur l’image superposée.',
  IMPLAUSIBLE_EDV:
    'Un volume télédiastolique de {1} ml n’est pas plausible. Vérifiez le contour sur l’image superposée et la taille des pixels de la boucle.',
  IMPLAUSIBLE_LENGTH:
    'Une longueur du ventricule gauche de {1} mm n’est pas plausible. Vérifiez la taille des pixels de la boucle.',
  NO_VIEW_KNOWN:
    'L’étude n’a pas de boucle en coupe A4C ou A2C. Indiquez la coupe lors de l’envoi. Pour une fraction d’éjection biplan, envoyez les deux coupes.',
  NO_CLIP_OF_VIEW: 'L’étude n’a pas de boucle {1}. Envoyez-en une pour une fraction d’éjection biplan.',
  SEVERAL_CLIPS_OF_VIEW:
    'Elle a {1} boucles {2} ; la plus récente de la meilleure qualité est utilisée.',
  SEVERAL_CLIPS:
    'Elle a {1} boucles de coupe inconnue ; la plus récente de la meilleure qualité est utilisée.',
  VIEW_WITHOUT_EF: 'La boucle {1} n’a pas de fraction d’éjection :',
  VIEW_OF_POOR_QUALITY: 'La boucle {1} est de mauvaise qualité :',
  CLIP_OF_OLDER_VERSION:
    'Une boucle a été mesurée par une version plus ancienne d’EchoMotion. Envoyez les deux boucles à nouveau.',
  VIEW_FORESHORTENED:
    'La boucle {1} est raccourcie : son grand axe est {2} % plus court que celui de l’autre coupe. Enregistrez-la à nouveau, la sonde au-dessus de l’apex.',
  VIEWS_DO_NOT_MATCH: 'Les deux coupes ne concordent pas.',
  INTERVAL_UNCALIBRATED:
    'Propagation des erreurs à partir de la dispersion entre experts, de la dispersion entre battements et de l’incertitude du contour. Non calibré : le modèle n’a pas de calibration.',
  INTERVAL_CONFORMAL: 'Prédiction conforme à partir des études de {1} (calibration {2} du {3}, {4}).',
  INTERVAL_LOOKS_ALIKE: 'L’image ressemble aux leurs.',
  INTERVAL_LOOKS_UNLIKE:
    'L’image ne ressemble à aucune des leurs ; l’intervalle est donc le plus large de tous ces ensembles.',
  INTERVAL_ELSEWHERE:
    'Pour un hôpital sans études parmi elles, la couverture est inconnue : recalibrez sur ses propres études.',
  SPACING_REGION_UNSTATED: 'La région échographique n’indique pas ce qu’elle montre ; du tissu est supposé.',
  SPACING_SCREEN_UNKNOWN:
    'La région échographique indiquée dépasse l’image, et la taille de l’écran sur lequel elle a été tracée est inconnue ; les longueurs et les volumes ne peuvent pas être mesurés.',
  SPACING_SHRUNK:
    'L’image a été réduite d’un facteur {1} après l’indication de la taille de ses pixels. La taille des pixels a été corrigée.',
  SPACING_NOT_OF_REGION: 'La région échographique n’indique pas d’échelle ; l’espacement des pixels est utilisé.',
  SPACING_CONTRADICTS_REGION:
    'L’espacement des pixels diffère de l’échelle de la région échographique ; cette échelle est utilisée.',
  SPACING_ONE_AXIS: 'L’échelle n’est indiquée que pour un axe ; des pixels carrés sont supposés.',
  SPACING_ONE_VALUE: 'L’espacement des pixels n’a qu’une valeur ; des pixels carrés sont supposés.',
  SPACING_OF_SCAN:
    'L’échelle vient de l’espacement de la numérisation ou du détecteur, qui peut différer de celui de l’image.',
  ASPECT_UNREADABLE: 'Le rapport d’aspect des pixels est illisible ; des pixels carrés sont supposés.',
  ASPECT_CONTRADICTS_SCALE:
    'Le rapport d’aspect des pixels contredit l’échelle des deux axes ; cette échelle est utilisée.',
  ROTATION_NOT_APPLIED:
    'Le fichier indique une rotation qui n’est pas un multiple de 90 degrés ; elle n’est pas appliquée.',
  TIMES_REPLACED:
    'Le fichier indique des temps d’images qui ne peuvent pas être vrais ; l’intervalle habituel de {1} ms les remplace.',
  TIMES_WITH_PAUSE:
    'La plus longue pause entre des images dure au moins {1} s ; rien n’est mesuré au travers d’une pause.',
  TIMES_MOSTLY_PAUSE:
    'La boucle est en pause plus longtemps qu’elle ne défile ; aucun battement ne peut donc être chronométré.',
  TIMES_FOR_INCREMENTS:
    'Le vecteur des intervalles contient des temps au lieu d’intervalles ; ils sont utilisés comme temps.',
  TIMES_OF_SOME_FRAMES: 'Le fichier n’indique les temps que de certaines images.',
  RATE_FROM_ACQUISITION: 'La cadence est calculée à partir de la durée d’acquisition d’une image.',
  RATE_FROM_FRAME_DURATION:
    'La cadence est calculée à partir de la durée réelle d’une image : {1} images par seconde.',
  RATE_OF_DISPLAY:
    'Le fichier n’indique une cadence que pour l’affichage ; elle est utilisée comme cadence : {1} images par seconde.',
  RATE_RECOMMENDED:
    'Le fichier ne recommande qu’une cadence d’affichage ; elle est utilisée comme cadence : {1} images par seconde.',
  RATE_FROM_DURATION:
    'La cadence est le nombre d’images divisé par la durée indiquée : {1} images par seconde.',
  GRAY_WINDOW_UNSTATED:
    'Le fichier n’indique pas de fenêtre de gris ; les valeurs enregistrées de {1} à {2} sont montrées du noir au blanc.',
  GRAY_LEVELS_LOWER:
    'Le fichier indique des niveaux de gris de 16 à 235 mais en a de plus bas ; ils sont utilisés tels quels.',
  COLOUR_LAYOUT_DETECTED:
    'Les données des pixels n’ont pas la disposition de couleurs indiquée ; elle a été détectée d’après leur longueur.',
  EXCESS_PIXELS:
    'Les données des pixels dépassent de {1} octets leurs {2} images ; l’excédent n’est pas utilisé.',
  FRAME_COUNT_DIFFERS: 'Le fichier indique {1} image(s) et en contient {2} ; toutes les {3} sont utilisées.',
  FRAME_COUNT_UNSTATED: 'Le fichier n’indique pas son nombre d’images ; {1} ont été comptées.',
  COLOUR_OVER_VENTRICLE: 'Le fichier indique un Doppler couleur sur le ventricule, qui en masque le bord.',
  COLOUR_OVER_TISSUE: 'Le fichier indique un Doppler couleur sur une partie du tissu.',
  OTHER_CONTENT:
    'Le fichier indique un autre contenu (« {1} »). Il a été mesuré comme boucle échographique sur demande.',
  ULTRASOUND_ASSUMED:
    'Le fichier n’indique pas qu’il s’agit d’une échographie ; une échographie est supposée.',
  STATES_OTHER_VIEW:
    'Le fichier indique une autre coupe ({1}), donc ni la coupe apicale quatre cavités ni la coupe deux cavités.',
  DIFFERENT_SCALES:
    'Le fichier indique des images de tissu à des échelles différentes. Exportez chacune comme une boucle à part.',
  LEFT_PLANE: 'L’image montre deux plans. Voici celui de gauche.',
  RIGHT_PLANE: 'L’image montre deux plans. Voici celui de droite.',
  UPPER_PLANE: 'L’image montre deux plans. Voici celui du haut.',
  LOWER_PLANE: 'L’image montre deux plans. Voici celui du bas.',
  VIEW_OF_FILE_UNUSED:
    'La coupe {1} indiquée par le fichier ne peut pas être celle des deux plans, et n’a pas été utilisée.',
  VIEW_OF_CALLER_UNUSED:
    'La coupe {1} indiquée lors de l’envoi ne peut pas être celle des deux plans, et n’a pas été utilisée.',
  PLANE_UNKNOWN:
    'L’image montre plusieurs plans, et on ne sait pas lequel a été mesuré. Exportez chacun comme une boucle à part.',
  TEXT_IN_SECTOR:
    'Du texte a été détecté dans le secteur échographique. Il figure encore dans les images enregistrées ; vérifiez qu’il n’identifie pas le patient.',
};

/** French words for the values of sentences. Other values are shown as they are. */
export const frWords: Readonly<Record<string, string>> = {
  'A4C alone': 'A4C seule',
  'A2C alone': 'A2C seule',
  'both views': 'les deux coupes',
  'one view or both': 'une coupe ou les deux',
  'a view of the right ventricle': 'une coupe du ventricule droit',
  'a subcostal view': 'une coupe sous-costale',
  'a suprasternal view': 'une coupe suprasternale',
  'the apical long axis': 'le grand axe apical',
  'the apical five-chamber view': 'la coupe apicale cinq cavités',
  'a parasternal view': 'une coupe parasternale',
  'a long-axis view': 'une coupe grand axe',
  'a short-axis view': 'une coupe petit axe',
  'a transoesophageal view': 'une coupe transœsophagienne',
  'a view by its code': 'une coupe désignée par son code',
};
