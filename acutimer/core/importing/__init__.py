"""What another program's file says, as notes: read, asked, planned. Nothing is opened here."""
