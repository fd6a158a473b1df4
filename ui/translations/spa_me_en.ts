<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
    <context>
        <name>ActivityPage</name>
        <message numerus="yes">
            <source>%n change(s) shown</source>
            <translation>
                <numerusform>%n change shown</numerusform>
                <numerusform>%n changes shown</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>BackupsCard</name>
        <message numerus="yes">
            <source>%n backup(s) in {folder}; the latest:</source>
            <translation>
                <numerusform>%n backup in {folder}; the latest:</numerusform>
                <numerusform>%n backups in {folder}; the latest:</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>NewWorkspaceDialog</name>
        <message numerus="yes">
            <source>%n progress marker(s)</source>
            <translation>
                <numerusform>%n progress marker</numerusform>
                <numerusform>%n progress markers</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n indicator(s)</source>
            <translation>
                <numerusform>%n indicator</numerusform>
                <numerusform>%n indicators</numerusform>
            </translation>
        </message>
    </context>
</TS>
