/** Our own words for made notes: what introduces references and what is remarked around them. `#` stands for a subject, `@` for a name. */

export type Language = 'en' | 'de' | 'fr' | 'it';

interface Phrases {
  signals: readonly string[];
  joining: readonly string[];
  remarks: readonly string[];
  /** What goes on after a reference without a full stop: "S. 75, who only looks at …". */
  trailing: readonly string[];
  subjects: readonly string[];
}

const lines = (text: string): string[] => text.trim().split(/\s*\n\s*/);

export const phrases: Readonly<Record<Language, Phrases>> = {
  en: {
    signals: lines(`
      See
      See also
      See generally
      See, for example,
      See, e.g.,
      See for instance
      See, in particular,
      See further
      But see
      Cf.
      Compare
      Contrast
      For example,
      For instance,
      Notable examples are
      For a discussion of #, see
      For discussion of #, see
      For a detailed analysis of # and the part it plays in practice, see
      For a contrary view, see
      For a critical view of #, see
      For an overview of #, see
      For further details on #, see
      For a history of #, see generally
      For recent work on #, see
      On #, see
      On # in general, see
      As regards #, see
      Regarding #, see in particular
      On the question of #, compare
      The leading treatment of # is
      The argument is developed in
      This argument is set out at length in
      I develop this point in
      I have discussed # at greater length elsewhere: see
      A good account of # is given by
      Quoted in
      The fullest account is
      A fuller account is given by
      For a fuller account, see the work of
      As quoted in
      Cited in
      Reprinted in
      Reviewed by
      According to
      Following
      such as
      Among many others,
      In this sense also
      To the same effect,
      A useful survey is
      The classic statement is`),
    joining: lines(`
      and
      see also
      and see
      but see
      cf.
      compare
      as well as
      reprinted in
      quoted in
      see, further,
      contrast`),
    remarks: lines(`
      The point has been made by many writers on #.
      @ argues that # cannot be understood without #.
      @ takes a different view and stresses the importance of #.
      This was particularly so in the case of #.
      The debate over # has been a long one, and it is not over.
      It should be noted that # was not yet at issue when the court gave its judgment.
      While acknowledging the importance of #, @ cautions against it, noting that more of it invites greater scrutiny.
      In this article I use the term in a wider sense.
      I am grateful to @ for this observation.
      The literature on # is now very large.
      Most states have since adopted rules on #, but they differ in detail.
      The author was then a member of the committee.
      There were, however, considerable differences between the regions.
      Emphasis added.
      My translation.
      Translated by the author.
      All translations are my own.
      In an interview with the author, @ denied that # had played any part.
      Nothing in what follows turns on this distinction.
      The same is true of #, although the reasons are not the same.
      The figures are for the years before the reform and do not include #.
      For reasons of space, # is not discussed here.
      The term was coined by @ in the course of a debate about #.
      The matter is described by @ in his account of #.
      This is described at length by @.
      By contrast, # has received little attention.
      @ has shown that # declined sharply after the war, but the evidence is thin.
      The House of Lords refused leave to appeal.
      The Commission has addressed the question and recommended that # be recognised.
      Examples are many, and by no means confined to #.
      Despite his interest in #, he also fails to ask who pays for it.
      The relevant passage is omitted in the second edition.
      This view was rejected by the Court of Appeal.
      The distinction goes back to #.
      I return to this question below.
      A similar provision applies in Scotland.
      The original is lost.
      His position on # was more complicated than is often assumed.
      It is therefore misleading to speak of #.
      Compare this with what she had written about # ten years before.
      The survey covered 412 households in 1978, of which 31 per cent took part.`),
    trailing: lines(`
      who argues that # is overrated
      where the author discusses #
      (discussing #)
      (arguing that # matters more)
      (emphasis added)
      (unreported)
      with further references
      and the works cited there
      for a different view
      which, however, deals only with #
      in respect of which nothing more is known
      discusses # at length
      (hereafter cited by page)`),
    subjects: lines(`
      legal method
      the law of property
      contract
      the marriage contract
      judicial review
      citizenship
      the welfare state
      family law
      the public sphere
      criminal procedure
      the history of the legal profession
      access to justice
      private ordering
      the constitutional position of women
      parliamentary sovereignty
      police discretion
      plea bargaining
      the jury
      sentencing policy
      the economic analysis of law
      human rights
      colonial administration
      the rule of law
      the reception of Roman law
      feminist legal theory
      regulation
      corporate liability
      environmental protection
      medieval trade
      the early modern state
      land reform
      labour relations in the nineteenth century
      the Treaty of Versailles
      European integration
      the Cold War
      nuclear deterrence
      negotiations with armed groups
      counter-insurgency
      legal pluralism
      statutory interpretation
      the common law tradition
      trial by battle
      social control
      domestic violence
      the ‘cult of domesticity’
      the so-called new property
      slavery and its abolition
      migration
      the labour market
      Kant’s theory of duties
      the idea of progress
      secularisation
      the printing press
      urban planning in Vienna
      the poor laws`),
  },
  de: {
    signals: lines(`
      Vgl.
      Vgl. auch
      Vgl. hierzu
      Vgl. hierzu den grundlegenden Aufsatz von
      Vgl. dazu die Arbeit von
      Vgl. die Studie von
      Siehe den Überblick bei
      Siehe die Arbeiten von
      Vgl. den Überblick bei
      Vgl. jetzt auch
      Vgl. ferner
      Dazu grundlegend
      Vgl. zum Folgenden
      Vgl. zu #
      Vgl. dazu
      Vgl. etwa
      Vgl. z. B.
      Vgl. nur
      Vgl. statt vieler
      Vgl. insbesondere
      vgl.
      Siehe
      Siehe auch
      Siehe dazu
      Siehe hierzu
      S. dazu
      So auch
      So
      So z. B.
      So etwa
      Ebenso
      Ähnlich
      Anders
      Anderer Ansicht
      A. A.
      Dazu
      Dazu auch
      Dazu ausführlich
      Hierzu
      Ausführlich
      Ausführlicher bei
      Ausführlich dazu
      Explizit bei
      Klassisch bei
      Grundlegend
      Grundlegend dazu
      Kritisch dazu
      Kritisch
      Zusammenfassend
      Nach
      Zit. nach
      Zitiert nach
      Zitiert bei
      Entnommen aus
      Abgedruckt in
      Nachweise bei
      Zum Überblick
      Einen Überblick gibt
      Eine Übersicht findet sich bei
      Zu #
      Zu # vgl.
      Zu # siehe
      Zu # vgl. auch
      Zur Diskussion um # vgl.
      Zur Kritik an # vgl.
      Zum Begriff und zu # vgl. etwa
      Für Angaben zu # siehe:
      Für eine kritische Bewertung von # vgl.
      Grundsätzlich zu # vgl. hierzu den Beitrag von
      Hierzu jetzt
      In diesem Sinne auch
      Dies habe ich näher ausgeführt in meinem Beitrag über
      Angaben aus einer Befragung von
      Im Anschluß an
      Beispiele bei
      Aus der Literatur
      Gegen diese Auffassung`),
    joining: lines(`
      und
      sowie
      ebenso
      vgl. auch
      siehe auch
      ferner
      auch
      dazu
      anders
      zustimmend
      ablehnend
      abgedruckt in`),
    remarks: lines(`
      Die Frage nach # bleibt hier offen.
      @ weist darauf hin, daß # nur selten untersucht worden ist.
      Diese Auffassung ist in der Literatur umstritten.
      Die folgenden Angaben beruhen auf einer Erhebung in 412 Haushalten aus dem Jahre 1976.
      Die Untersuchung wurde von 1974 bis 1978 in Hamburg und Bremen durchgeführt.
      Der Anteil lag 1977 bei 14,3%, in ländlichen Gebieten dagegen bei nur 6,8%.
      Auf # kann hier nicht näher eingegangen werden.
      Für # gilt dies freilich nicht.
      Im folgenden wird der Begriff in einem weiteren Sinne verwendet.
      Der Verfasser dankt @ für diesen Hinweis.
      Anders verhält es sich bei #, wo die Gerichte zurückhaltender sind.
      Dies entspricht der herrschenden Meinung.
      Die Zahlen für # liegen noch nicht vor.
      Eine ausführliche Darstellung ist für das Jahr 1981 vorgesehen.
      Dabei ist zu berücksichtigen, daß # erst spät eingeführt wurde.
      Die Entwicklung von # ist bisher kaum erforscht.
      Diese Ergebnisse sind allerdings nicht ohne weiteres auf # übertragbar.
      Hervorhebung im Original.
      Übersetzung vom Verfasser.
      Das gilt auch für #.
      Insoweit unterscheiden sich die Ergebnisse kaum von denen anderer Untersuchungen.
      Hier wurden nur diejenigen Verfahren berücksichtigt, die durch Urteil beendet wurden.
      @ hat dies am Beispiel von # gezeigt.
      Der Bundesgerichtshof hat die Frage bisher offengelassen.
      In der Praxis spielt # jedoch kaum eine Rolle.
      Die Veröffentlichung ist in Vorbereitung.
      Der Bericht ist noch nicht veröffentlicht.
      Nach mündlicher Auskunft von @ war # nicht Gegenstand der Verhandlungen.
      Im übrigen fehlt es an Daten über #.
      Vergleichbare Ergebnisse liegen für # nicht vor.
      Daß # dabei zunahm, läßt sich nicht belegen.
      Der Begriff stammt aus der Diskussion um #.`),
    trailing: lines(`
      der allerdings nur # untersucht hat
      die sich freilich auf # beschränkt
      mit weiteren Nachweisen
      m. w. N.
      m.w.N.
      jeweils mit weiteren Nachweisen
      hebt dies deutlich hervor
      berichtet von #
      zeigt dies für #
      hat in einer Untersuchung von 1200 Verfahren ein anderes Verhältnis ermittelt
      spricht von #
      und die dort angegebene Literatur
      und passim
      (Hervorhebung im Original)
      (im Erscheinen)
      dort auch zu #`),
    subjects: lines(`
      den Kosten des Verfahrens
      der Rechtssoziologie
      dem Zugang zum Recht
      der Mobilisierung von Recht
      der Konfliktregelung
      den Rechtsschutzversicherungen
      dem Verhalten der Richter
      der Justizforschung
      dem Arbeitsgerichtsverfahren
      der außergerichtlichen Streitbeilegung
      dem Strafverfahren
      der Staatsanwaltschaft
      der sozialen Ungleichheit
      den Effekten der Reform
      der Verrechtlichung
      dem Familienrecht
      dem Mietrecht
      dem Verfassungsrecht
      der Rezeption des römischen Rechts
      der Geschichte der Anwaltschaft
      der Arbeiterbewegung
      der Weimarer Republik
      dem Dreißigjährigen Krieg
      der Stadtgeschichte
      der Aufklärung
      dem Begriff der Öffentlichkeit
      der Systemtheorie
      dem Naturrecht
      der Gewaltenteilung
      den Verwaltungsgerichten
      der Implementation von Gesetzen
      dem Datenschutz
      der Polizei
      der Anzeigebereitschaft
      den Folgen der Industrialisierung`),
  },
  fr: {
    signals: lines(`
      Voir
      Voir aussi
      Voir notamment
      Voir par exemple
      Voir à ce sujet
      Sur #, voir
      Sur #, voir notamment
      Pour une analyse de #, voir
      Pour une critique de #, cf.
      Cf.
      V.
      Cité par
      Cité dans
      Selon
      D’après`),
    joining: lines(`
      et
      ainsi que
      voir aussi
      cf. aussi
      cité par`),
    remarks: lines(`
      La question de # reste ouverte.
      @ soutient que # ne peut être comprise autrement.
      C’est nous qui soulignons.
      Nous traduisons.
      Il s’agit ici de # au sens large.
      Les chiffres pour # ne sont pas encore connus.
      Cette thèse a été critiquée par @.
      Nous y reviendrons plus loin.
      Il n’est pas question ici de #.`),
    trailing: lines(`
      qui traite de #
      et les références citées
      (nous soulignons)`),
    subjects: lines(`
      la coutume
      la noblesse de province
      l’administration royale
      la réforme
      la guerre d’Algérie
      l’enseignement du droit
      la presse
      la propriété
      l’opinion publique
      la laïcité`),
  },
  it: {
    signals: lines(`
      Cfr.
      Cfr. anche
      Si veda
      Si veda anche
      Si vedano
      V.
      V. anche
      Vedi
      Vedi anche
      Su # si veda
      Su # cfr.
      Per # si rinvia a
      Sul tema di # cfr. in particolare
      Citato in
      Secondo
      Per una discussione di #, si veda`),
    joining: lines(`
      e
      nonché
      e anche
      cfr. anche
      si veda anche
      ora in
      cit. in`),
    remarks: lines(`
      La questione di # resta aperta.
      @ sostiene che # non ebbe alcun ruolo.
      Il documento è andato perduto.
      Il corsivo è mio.
      La traduzione è mia.
      Ringrazio @ per la segnalazione.
      Non si tratta qui di #.
      Si tratta di un caso isolato nella storia di #.
      I dati non comprendono #.`),
    trailing: lines(`
      che tratta di #
      con ampia bibliografia
      e la bibliografia ivi citata`),
    subjects: lines(`
      commercio
      nobiltà veneziana
      arte vetraria
      politica della Serenissima
      diritto comune
      stampa
      assistenza ai poveri
      riforma cattolica
      storia della laguna
      statuti cittadini`),
  },
};
