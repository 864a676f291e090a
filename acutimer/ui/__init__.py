"""What a person sees and touches: widgets that get values and send commands, and nothing else."""
